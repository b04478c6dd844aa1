"""SQL of what a claim may become since it can be obtained in part and opened again, and of turns that stay written."""

from __future__ import annotations

#: From a state to those that may follow; the actions know the same (`values.NEXT`), and a test compares the two.
_TURNS = """('open', 'open'), ('open', 'obtained'), ('open', 'partly'), ('open', 'refused'), ('open', 'withdrawn'),
      ('partly', 'partly'), ('partly', 'obtained'), ('partly', 'appealed'), ('partly', 'open'),
      ('refused', 'refused'), ('refused', 'appealed'), ('refused', 'withdrawn'), ('refused', 'open'),
      ('appealed', 'appealed'), ('appealed', 'obtained'), ('appealed', 'partly'), ('appealed', 'refused'),
      ('appealed', 'withdrawn'), ('obtained', 'obtained'), ('obtained', 'open'),
      ('withdrawn', 'withdrawn'), ('withdrawn', 'open')"""

_TURNS_BEFORE = """('open', 'open'), ('open', 'obtained'), ('open', 'refused'),
      ('open', 'withdrawn'), ('refused', 'refused'), ('refused', 'appealed'), ('refused', 'withdrawn'),
      ('appealed', 'appealed'), ('appealed', 'obtained'), ('appealed', 'refused'), ('appealed', 'withdrawn'),
      ('obtained', 'obtained'), ('withdrawn', 'withdrawn')"""


def _knows(turns: str) -> str:
    return rf"""
drop trigger if exists claim_steps_are_known on entitlements_claim;
drop function if exists sec.claim_takes_a_step();
create function sec.claim_takes_a_step() returns trigger language plpgsql set search_path = pg_catalog as $$
begin
  if tg_op = 'INSERT' then
    if new.state <> 'open' then raise exception 'a claim begins under way' using errcode = '23514'; end if;
    return null;
  end if;
  if (old.state, new.state) not in ({turns}) then
    raise exception 'a claim does not go from % to %', old.state, new.state using errcode = '23514';
  end if;
  if (new.case_id, new.right, new.opened_on, new.opened_by, new.decision_id) is distinct from
     (old.case_id, old.right, old.opened_on, old.opened_by, old.decision_id) then
    raise exception 'a claim stays the claim of its case' using errcode = '23514';
  end if;
  return null;
end $$;
revoke all on function sec.claim_takes_a_step() from public;
create trigger claim_steps_are_known after insert or update on entitlements_claim
  for each row execute function sec.claim_takes_a_step();
-- Last, for the owner can no longer grant or revoke on what the guard owns.
alter function sec.claim_takes_a_step() owner to darna_guard;
"""


TURNS = _knows(_TURNS)
TURNS_BEFORE = _knows(_TURNS_BEFORE)

STAYS = r"""
create function sec.claim_step_stays() returns trigger language plpgsql set search_path = pg_catalog as $$
begin
  -- Emptied words are those of somebody who was erased.
  if (new.case_id, new.claim_id, new.before, new.state, new."on", new.due_on, new.noted_by, new.noted_at)
     is distinct from
     (old.case_id, old.claim_id, old.before, old.state, old."on", old.due_on, old.noted_by, old.noted_at)
     or new.sealed_note is distinct from old.sealed_note and new.sealed_note <> ''::bytea then
    raise exception 'a turn of a claim stays as it was written' using errcode = '23514';
  end if;
  return null;
end $$;
revoke all on function sec.claim_step_stays() from public;
create trigger claim_step_is_not_rewritten after update on entitlements_claimstep
  for each row execute function sec.claim_step_stays();
alter function sec.claim_step_stays() owner to darna_guard;
"""

NO_STAYS = """
drop trigger if exists claim_step_is_not_rewritten on entitlements_claimstep;
drop function if exists sec.claim_step_stays();
"""

#: Papers marked before they had a state: those that were there were brought. No worker did this, so no change is noted.
PAPERS = """
alter table entitlements_claimpart no force row level security;
alter table entitlements_claimpart disable trigger change_is_noted;
update entitlements_claimpart set state = case when done_on is null then 'asked' else 'brought' end
 where kind = 'document';
alter table entitlements_claimpart enable trigger change_is_noted;
alter table entitlements_claimpart force row level security;
"""
