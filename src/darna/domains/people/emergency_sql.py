"""SQL of emergencies: a protected file is open to one more worker for some hours, and to nobody longer or otherwise."""

from __future__ import annotations

from typing import Final

from darna.domains.people.guard_sql import VISIBILITY

_AGAIN: Final = """revoke all on function sec.show_person(uuid) from public;
alter function sec.show_person(uuid) owner to darna_guard;
"""
#: How a person was shown before there were emergencies; what the guard owns is dropped, for it cannot be replaced.
_BEFORE: Final = VISIBILITY[
    VISIBILITY.index("create function sec.show_person") : VISIBILITY.index("create function sec.person_visibility")
]

EMERGENCIES = (
    r"""
drop function sec.show_person(uuid);
create function sec.show_person(wanted uuid) returns void language plpgsql security definer
  set search_path = pg_catalog, sec, public as $$
declare who record;
begin
  select id, agency_id, is_protected into who from public.people_person where id = wanted;
  -- Rows of other agencies come from shares and are not this function's business.
  delete from public.people_personvisible v
   where v.person_id = wanted and (who.agency_id is null or v.agency_id = who.agency_id);
  if who.id is null then return; end if;
  if who.is_protected then
    insert into public.people_personvisible (agency_id, person_id, worker_id, until)
    select who.agency_id, wanted, seen.worker, max(seen.until)
      from (select w.membership_id as worker, 'infinity'::timestamptz as until
              from public.people_namedworker w where w.person_id = wanted
            union all
            select e.membership_id, e.until
              from public.people_emergencyaccess e
             where e.person_id = wanted and e.ended_at is null and e.until > clock_timestamp()) seen
     group by seen.worker;
  else
    insert into public.people_personvisible (agency_id, person_id, worker_id, until)
    values (who.agency_id, wanted, '00000000-0000-0000-0000-000000000000', 'infinity');
  end if;
end $$;
"""
    + _AGAIN
    + r"""
-- Who follows emergencies of an agency without being named for the file.
create function sec.follows_emergencies() returns boolean language sql stable security definer
  set search_path = pg_catalog, sec, public as $$
  select exists (select 1 from public.agencies_membership m
                  where m.id = sec.membership() and m.agency_id = sec.desk() and m.ended_at is null
                    and m.role in ('supervisor', 'data_officer'))
$$;

-- The one way in: for somebody who accompanies people, with a cause and a reason, three times a day at the most.
create function sec.open_in_emergency(wanted text, cause text, reason text, hours integer) returns uuid
  language plpgsql security definer set search_path = pg_catalog, sec, public as $$
declare who uuid; made uuid := gen_random_uuid();
begin
  if not exists (select 1 from public.agencies_membership m
                  where m.id = sec.membership() and m.agency_id = sec.desk() and m.ended_at is null
                    and m.role in ('caseworker', 'supervisor', 'mobility_adviser', 'enterprise_adviser')) then
    raise exception 'this role opens no file in an emergency' using errcode = '42501';
  end if;
  if hours is null or hours < 1 or hours > 24 or btrim(coalesce(reason, '')) = '' then
    raise exception 'an emergency has a reason and an end within a day' using errcode = '23514';
  end if;
  -- One at a time, so that the count below holds.
  perform pg_advisory_xact_lock(hashtextextended(sec.membership()::text, 19));
  if (select count(*) from public.people_emergencyaccess e
       where e.membership_id = sec.membership() and e.began_at > clock_timestamp() - interval '24 hours') >= 3 then
    raise exception 'three emergencies a day' using errcode = '53400';
  end if;
  select p.id into who from public.people_person p
   where p.agency_id = sec.desk() and p.reference = wanted and p.is_protected and p.erased_at is null;
  if who is null then raise exception 'no such file' using errcode = 'P0002'; end if;
  if exists (select 1 from public.people_personvisible v
              where v.person_id = who and v.worker_id = sec.membership() and v.until > clock_timestamp()) then
    raise exception 'the file is open already' using errcode = '23505';
  end if;
  insert into public.people_emergencyaccess
    (id, version, agency_id, person_id, membership_id, cause, reason, began_at, until, finding, remark)
  values (made, 1, sec.desk(), who, sec.membership(), cause, reason, clock_timestamp(),
          clock_timestamp() + make_interval(hours => hours), '', '');
  return made;
end $$;

create function sec.keep_emergency() returns trigger language plpgsql security definer
  set search_path = pg_catalog, sec, public as $$
begin
  if tg_op = 'UPDATE' then
    if (new.agency_id, new.membership_id, new.cause, new.began_at) is distinct from
       (old.agency_id, old.membership_id, old.cause, old.began_at) or new.until > old.until then
      raise exception 'an emergency is not told otherwise afterwards' using errcode = '23514';
    end if;
    if new.reason is distinct from old.reason and new.reason <> '' then
      raise exception 'an emergency is not told otherwise afterwards' using errcode = '23514';
    end if;
    if old.ended_at is not null and new.ended_at is distinct from old.ended_at
       or old.finding <> '' and new.finding is distinct from old.finding then
      raise exception 'what was ended or found of an emergency stays' using errcode = '23514';
    end if;
  end if;
  if tg_op = 'UPDATE' and new.person_id <> old.person_id then perform sec.show_person(old.person_id); end if;
  perform sec.show_person(new.person_id);
  return null;
end $$;

-- Whoever sees a protected file for some hours does not open it to others.
create function sec.only_named_open_a_file() returns trigger language plpgsql security definer
  set search_path = pg_catalog, sec, public as $$
declare who uuid;
begin
  if tg_table_name = 'people_person' then who := new.id; else who := old.person_id; end if;
  if sec.membership() is not null
     and exists (select 1 from public.people_person p where p.id = who and p.is_protected and p.erased_at is null)
     and not exists (select 1 from public.people_namedworker w
                      where w.person_id = who and w.membership_id = sec.membership()) then
    raise exception 'only somebody named for a protected file opens it to others' using errcode = '42501';
  end if;
  return case tg_op when 'DELETE' then old else new end;
end $$;

revoke all on function sec.follows_emergencies(), sec.open_in_emergency(text, text, text, integer),
  sec.keep_emergency(), sec.only_named_open_a_file() from public;
grant execute on function sec.follows_emergencies() to darna_app, darna_owner, darna_migrator, darna_guard;
grant execute on function sec.open_in_emergency(text, text, text, integer) to darna_app;
create trigger emergency_opens_for_its_hours after insert or update on people_emergencyaccess
  for each row execute function sec.keep_emergency();
create trigger protection_is_ended_by_somebody_named before update of is_protected on people_person
  for each row when (old.is_protected and not new.is_protected) execute function sec.only_named_open_a_file();
create trigger worker_is_taken_off_by_somebody_named before delete on people_namedworker
  for each row execute function sec.only_named_open_a_file();
-- Last, for the owner can no longer grant or revoke on what the guard owns.
alter function sec.follows_emergencies() owner to darna_guard;
alter function sec.open_in_emergency(text, text, text, integer) owner to darna_guard;
alter function sec.keep_emergency() owner to darna_guard;
alter function sec.only_named_open_a_file() owner to darna_guard;
"""
)

NO_EMERGENCIES = (
    """
drop trigger if exists worker_is_taken_off_by_somebody_named on people_namedworker;
drop trigger if exists protection_is_ended_by_somebody_named on people_person;
drop trigger if exists emergency_opens_for_its_hours on people_emergencyaccess;
drop function if exists sec.only_named_open_a_file();
drop function if exists sec.keep_emergency();
drop function if exists sec.open_in_emergency(text, text, text, integer);
drop function if exists sec.follows_emergencies();
drop function if exists sec.show_person(uuid);
"""
    + _BEFORE
    + _AGAIN
)

_FROM: Final = "create function sec.open_in_emergency"
_TO: Final = "create function sec.keep_emergency"
_AS_IT_STANDS: Final = """  select p.id into who from public.people_person p
   where p.agency_id = sec.desk() and p.reference = wanted and p.is_protected and p.erased_at is null;
"""
#: A slip of a file that was merged opens the one in which it goes on.
_WHERE_IT_GOES_ON: Final = """  with recursive goes_on as (
    select p.id, p.merged_into_id, p.is_protected, p.erased_at from public.people_person p
     where p.agency_id = sec.desk() and p.reference = wanted
    union
    select p.id, p.merged_into_id, p.is_protected, p.erased_at from goes_on g
      join public.people_person p on p.id = g.merged_into_id and p.agency_id = sec.desk()
  )
  select g.id into who from goes_on g where g.merged_into_id is null and g.is_protected and g.erased_at is null;
"""
_RIGHTS: Final = """
revoke all on function sec.open_in_emergency(text, text, text, integer) from public;
grant execute on function sec.open_in_emergency(text, text, text, integer) to darna_app;
alter function sec.open_in_emergency(text, text, text, integer) owner to darna_guard;
"""
_DROP: Final = "drop function if exists sec.open_in_emergency(text, text, text, integer);\n"
OPENING: Final = _DROP + EMERGENCIES[EMERGENCIES.index(_FROM) : EMERGENCIES.index(_TO)] + _RIGHTS
assert OPENING.count(_AS_IT_STANDS) == 1
OPENING_WHERE_IT_GOES_ON: Final = OPENING.replace(_AS_IT_STANDS, _WHERE_IT_GOES_ON)
