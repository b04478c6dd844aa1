"""SQL of what a decision and a claim may become: the same steps that the actions take, and no other.

The triggers speak after row security did, so that a row nobody may touch is refused for that reason alone.
"""

STEPS = r"""
create function sec.decision_stays_as_it_was() returns trigger language plpgsql set search_path = pg_catalog as $$
begin
  -- Emptied words are those of somebody who was erased.
  if (new.case_id, new.question, new.asked_on, new.answer, new.certainty, new.law, new.decided_by, new.decided_at)
     is distinct from
     (old.case_id, old.question, old.asked_on, old.answer, old.certainty, old.law, old.decided_by, old.decided_at)
     or new.sealed_facts is distinct from old.sealed_facts and new.sealed_facts <> ''::bytea
     or new.sealed_explanation is distinct from old.sealed_explanation and new.sealed_explanation <> ''::bytea then
    raise exception 'a decision stays as it was saved' using errcode = '23514';
  end if;
  return null;
end $$;

create function sec.later_answer_is_of_its_decision() returns trigger language plpgsql
  set search_path = pg_catalog, public as $$
begin
  if not exists (select 1 from public.entitlements_decision d
                  where d.id = new.decision_id and d.agency_id = new.agency_id and d.case_id = new.case_id
                    and d.question = new.question and d.answer = new.was) then
    raise exception 'a later answer is compared with the saved one' using errcode = '23514';
  end if;
  return null;
end $$;

create function sec.claim_takes_a_step() returns trigger language plpgsql set search_path = pg_catalog as $$
begin
  if tg_op = 'INSERT' then
    if new.state <> 'open' then raise exception 'a claim begins under way' using errcode = '23514'; end if;
    return null;
  end if;
  if (old.state, new.state) not in (('open', 'open'), ('open', 'obtained'), ('open', 'refused'),
      ('open', 'withdrawn'), ('refused', 'refused'), ('refused', 'appealed'), ('refused', 'withdrawn'),
      ('appealed', 'appealed'), ('appealed', 'obtained'), ('appealed', 'refused'), ('appealed', 'withdrawn'),
      ('obtained', 'obtained'), ('withdrawn', 'withdrawn')) then
    raise exception 'a claim does not go from % to %', old.state, new.state using errcode = '23514';
  end if;
  if (new.case_id, new.right, new.opened_on, new.opened_by, new.decision_id) is distinct from
     (old.case_id, old.right, old.opened_on, old.opened_by, old.decision_id) then
    raise exception 'a claim stays the claim of its case' using errcode = '23514';
  end if;
  return null;
end $$;

revoke all on function sec.decision_stays_as_it_was(), sec.later_answer_is_of_its_decision(),
  sec.claim_takes_a_step() from public;
create trigger decision_is_not_rewritten after update on entitlements_decision
  for each row execute function sec.decision_stays_as_it_was();
create trigger later_answer_is_compared after insert or update on entitlements_lateranswer
  for each row execute function sec.later_answer_is_of_its_decision();
create trigger claim_steps_are_known after insert or update on entitlements_claim
  for each row execute function sec.claim_takes_a_step();
-- Last, for the owner can no longer grant or revoke on what the guard owns.
alter function sec.decision_stays_as_it_was() owner to darna_guard;
alter function sec.later_answer_is_of_its_decision() owner to darna_guard;
alter function sec.claim_takes_a_step() owner to darna_guard;
"""

DROP_STEPS = """
drop trigger if exists claim_steps_are_known on entitlements_claim;
drop trigger if exists later_answer_is_compared on entitlements_lateranswer;
drop trigger if exists decision_is_not_rewritten on entitlements_decision;
drop function if exists sec.claim_takes_a_step();
drop function if exists sec.later_answer_is_of_its_decision();
drop function if exists sec.decision_stays_as_it_was();
"""
