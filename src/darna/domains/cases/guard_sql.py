"""SQL of cases' visibility: own rows by trigger, other agencies' through a share and its consent."""

VISIBILITY = r"""
create function sec.show_case(wanted uuid) returns void language plpgsql security definer
  set search_path = pg_catalog, sec, public as $$
begin
  delete from public.cases_casevisible where case_id = wanted;
  insert into public.cases_casevisible (agency_id, case_id, worker_id, person_id, is_shared, state, programme,
                                        priority, rank, assigned_id, opened_on, target_on, until)
  select v.agency_id, c.id, v.worker_id, c.person_id, false, c.state, c.programme, c.priority,
         case c.priority when 'high' then 1 when 'medium' then 2 else 3 end, c.worker_id, c.opened_on, c.target_on,
         'infinity'
    from public.cases_case c
    join public.people_personvisible v on v.person_id = c.person_id and v.agency_id = c.agency_id
   where c.id = wanted
  union all
  select s.to_agency_id, c.id, '00000000-0000-0000-0000-000000000000', c.person_id, true, c.state, c.programme,
         c.priority, case c.priority when 'high' then 1 when 'medium' then 2 else 3 end, null, c.opened_on,
         c.target_on, s.until
    from public.cases_case c join public.cases_caseshare s on s.case_id = c.id
   where c.id = wanted and s.revoked_at is null;
end $$;

create function sec.case_visibility() returns trigger language plpgsql security definer
  set search_path = pg_catalog, sec, public as $$
begin
  if tg_op = 'DELETE' then delete from public.cases_casevisible where case_id = old.id; return null; end if;
  perform sec.show_case(new.id);
  return null;
end $$;

-- A protected or shared person changes who sees the cases; a share also opens the person behind the case.
create function sec.case_visibility_of_person() returns trigger language plpgsql security definer
  set search_path = pg_catalog, sec, public as $$
begin
  perform sec.show_case(c.id) from public.cases_case c where c.person_id = coalesce(new.person_id, old.person_id);
  return null;
end $$;

create function sec.case_share() returns trigger language plpgsql security definer
  set search_path = pg_catalog, sec, public as $$
declare shared uuid := coalesce(new.case_id, old.case_id); who uuid := coalesce(new.person_id, old.person_id);
        reader uuid := coalesce(new.to_agency_id, old.to_agency_id); last timestamptz;
begin
  select max(s.until) into last from public.cases_caseshare s
   where s.person_id = who and s.to_agency_id = reader and s.revoked_at is null;
  -- Deleted, not dated: an open transaction of the other agency must lose the row at its next statement.
  delete from public.people_personvisible where person_id = who and agency_id = reader;
  if last is not null then
    insert into public.people_personvisible (agency_id, person_id, worker_id, until)
    values (reader, who, '00000000-0000-0000-0000-000000000000', last);
  end if;
  perform sec.show_case(shared);
  return null;
end $$;

revoke all on function sec.show_case(uuid), sec.case_visibility(), sec.case_visibility_of_person(), sec.case_share()
  from public;

create trigger case_is_visible after insert or delete
  or update of state, programme, priority, worker_id, opened_on, target_on, person_id on cases_case
  for each row execute function sec.case_visibility();
create trigger named_worker_sees_cases after insert or update or delete on people_namedworker
  for each row execute function sec.case_visibility_of_person();
create trigger share_is_visible after insert or update or delete on cases_caseshare
  for each row execute function sec.case_share();

create function sec.case_visibility_on_protection() returns trigger language plpgsql security definer
  set search_path = pg_catalog, sec, public as $$
begin
  if new.is_protected is distinct from old.is_protected then
    -- A protected file is seen by its named workers alone: whatever was shared of it ends here.
    if new.is_protected then
      update public.cases_caseshare set revoked_at = clock_timestamp(), revoked_because = 'protected', version = version + 1
       where person_id = new.id and revoked_at is null;
    end if;
    perform sec.show_case(c.id) from public.cases_case c where c.person_id = new.id;
  end if;
  return null;
end $$;
revoke all on function sec.case_visibility_on_protection() from public;
-- Triggers fire by name: this one after person_is_visible has named the workers.
create trigger person_protection_moves_cases after update of is_protected on people_person
  for each row execute function sec.case_visibility_on_protection();
-- Last, for the owner can no longer grant or revoke on what the guard owns.
alter function sec.show_case(uuid) owner to darna_guard;
alter function sec.case_visibility() owner to darna_guard;
alter function sec.case_visibility_of_person() owner to darna_guard;
alter function sec.case_share() owner to darna_guard;
alter function sec.case_visibility_on_protection() owner to darna_guard;
"""

DROP_VISIBILITY = """
drop trigger if exists person_protection_moves_cases on people_person;
drop function if exists sec.case_visibility_on_protection();
drop trigger if exists share_is_visible on cases_caseshare;
drop trigger if exists named_worker_sees_cases on people_namedworker;
drop trigger if exists case_is_visible on cases_case;
drop function if exists sec.case_share();
drop function if exists sec.case_visibility_of_person();
drop function if exists sec.case_visibility();
drop function if exists sec.show_case(uuid);
"""
