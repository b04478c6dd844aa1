"""SQL by which new cases are shown to whoever sees their persons, all of a statement at once."""

NEW_CASES = r"""
-- Nobody shares a case in the moment it is opened: only the own agency sees it.
create function sec.show_new_cases() returns trigger language plpgsql security definer
  set search_path = pg_catalog, sec, public as $$
begin
  insert into public.cases_casevisible (agency_id, case_id, worker_id, person_id, is_shared, state, programme,
                                        priority, rank, assigned_id, opened_on, target_on, until)
  select v.agency_id, c.id, v.worker_id, c.person_id, false, c.state, c.programme, c.priority,
         case c.priority when 'high' then 1 when 'medium' then 2 else 3 end, c.worker_id, c.opened_on, c.target_on,
         v.until
    from fresh c
    cross join lateral (select v.agency_id, v.worker_id, v.until from public.people_personvisible v
                         where v.person_id = c.person_id and v.agency_id = c.agency_id offset 0) v;
  return null;
end $$;
revoke all on function sec.show_new_cases() from public;
-- The trigger is hung anew by the owner of the table, who may call the guard's function for that moment only.
set local role darna_guard;
grant execute on function sec.case_visibility() to darna_owner;
reset role;
drop trigger case_is_visible on cases_case;
create trigger case_is_visible after delete
  or update of state, programme, priority, worker_id, opened_on, target_on, person_id on cases_case
  for each row execute function sec.case_visibility();
set local role darna_guard;
revoke execute on function sec.case_visibility() from darna_owner;
reset role;
create trigger new_cases_are_visible after insert on cases_case referencing new table as fresh
  for each statement execute function sec.show_new_cases();
-- Last, for the owner can no longer grant or revoke on what the guard owns.
alter function sec.show_new_cases() owner to darna_guard;
"""

NO_NEW_CASES = """
drop trigger if exists new_cases_are_visible on cases_case;
drop trigger if exists case_is_visible on cases_case;
set local role darna_guard;
grant execute on function sec.case_visibility() to darna_owner;
reset role;
create trigger case_is_visible after insert or delete
  or update of state, programme, priority, worker_id, opened_on, target_on, person_id on cases_case
  for each row execute function sec.case_visibility();
set local role darna_guard;
revoke execute on function sec.case_visibility() from darna_owner;
reset role;
drop function if exists sec.show_new_cases();
"""
