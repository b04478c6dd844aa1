"""SQL of what a closing may become, and of the second person an agency asks for before a case is closed."""

STEPS = r"""
create function sec.closing_takes_a_step() returns trigger language plpgsql set search_path = pg_catalog as $$
begin
  if tg_op = 'INSERT' then
    if new.state not in ('proposed', 'closed') then
      raise exception 'a closing begins as a proposal or is done at once' using errcode = '23514';
    end if;
    if new.decided_by is not null then
      raise exception 'nobody has decided yet about a closing that begins' using errcode = '23514';
    end if;
    return null;
  end if;
  if (old.state, new.state) not in (('proposed', 'proposed'), ('proposed', 'closed'), ('proposed', 'sent_back'),
      ('proposed', 'withdrawn'), ('sent_back', 'sent_back'), ('withdrawn', 'withdrawn'), ('closed', 'closed'),
      ('closed', 'undone'), ('undone', 'undone')) then
    raise exception 'a closing does not go from % to %', old.state, new.state using errcode = '23514';
  end if;
  if (new.case_id, new.outcome, new.closed_on, new.proposed_by) is distinct from
     (old.case_id, old.outcome, old.closed_on, old.proposed_by) then
    raise exception 'what was proposed does not change' using errcode = '23514';
  end if;
  if old.state <> 'proposed' and new.decided_by is distinct from old.decided_by then
    raise exception 'who decided does not change' using errcode = '23514';
  end if;
  -- Emptied words are those of somebody who was erased.
  if new.sealed_note is distinct from old.sealed_note and new.sealed_note <> ''::bytea
     and new.person_id = old.person_id then
    raise exception 'what was proposed does not change' using errcode = '23514';
  end if;
  if old.check_state in ('reached', 'not_reached', 'dropped') and new.check_state is distinct from old.check_state then
    raise exception 'a check that was made stays as it was' using errcode = '23514';
  end if;
  return null;
end $$;

revoke all on function sec.closing_takes_a_step() from public;
create trigger closing_steps_are_known after insert or update on closing_closing
  for each row execute function sec.closing_takes_a_step();

create function sec.case_is_closed_by_two() returns trigger language plpgsql
  set search_path = pg_catalog, public as $$
begin
  -- A case that moves to another agency was approved as a transfer.
  if new.outcome = 'transferred' then return null; end if;
  if exists (select 1 from public.closing_closingrule r where r.agency_id = new.agency_id and r.needs_approval)
     and not exists (select 1 from public.closing_closing c
                      where c.case_id = new.id and c.state = 'closed' and c.closed_on = new.closed_on
                        and c.outcome = new.outcome and c.decided_by is not null) then
    raise exception 'this agency closes a case only after a second person agreed' using errcode = '23514';
  end if;
  return null;
end $$;

revoke all on function sec.case_is_closed_by_two() from public;
create trigger case_is_closed_by_two after update of state on cases_case
  for each row when (old.state = 'open' and new.state = 'closed') execute function sec.case_is_closed_by_two();
-- Last, for the owner can no longer grant or revoke on what the guard owns.
alter function sec.closing_takes_a_step() owner to darna_guard;
alter function sec.case_is_closed_by_two() owner to darna_guard;
"""

DROP_STEPS = """
drop trigger if exists case_is_closed_by_two on cases_case;
drop trigger if exists closing_steps_are_known on closing_closing;
drop function if exists sec.case_is_closed_by_two();
drop function if exists sec.closing_takes_a_step();
"""
