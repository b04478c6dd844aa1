"""SQL of whose time to be kept runs and since when, of the look of the night, and of what nobody erases."""

TERMS = r"""
-- The eighteenth birthday; where the day is not known the last of the year, of an estimated year two years later.
create function sec.coming_of_age(born date, how_precise text) returns date language sql immutable
  set search_path = pg_catalog as $$
  select case when born is null then null
              when how_precise <> 'day' then
                make_date(extract(year from born)::integer + case how_precise when 'estimated' then 20 else 18 end, 12, 31)
              when extract(month from born) = 2 and extract(day from born) = 29 then
                make_date(extract(year from born)::integer + 18, 3, 1)
              else (born + interval '18 years')::date end
$$;

-- A time runs while no case is open; with it goes what was warned of.
create function sec.reckon_terms(persons uuid[]) returns void language plpgsql security definer
  set search_path = pg_catalog, sec, public as $$
begin
  -- Two cases of one person that change at the same moment wait for each other, and the second sees the first.
  perform 1 from public.people_person p where p.id = any (persons) order by p.id for no key update;
  with stands as (
    insert into public.retention_retentionterm as t (person_id, agency_id, why, counted_from)
    select p.id, p.agency_id, case when k.closed_on is null then 'no_case' else 'last_case_closed' end,
           greatest(coalesce(k.closed_on, (p.registered_at at time zone 'Africa/Casablanca')::date),
                    sec.coming_of_age(p.born_on, p.born_precision))
      from public.people_person p
      cross join lateral (select max(c.closed_on) as closed_on, coalesce(bool_or(c.state = 'open'), false) as is_open
                            from public.cases_case c where c.person_id = p.id) k
     where p.id = any (persons) and p.erased_at is null and not k.is_open
    on conflict (person_id) do update set why = excluded.why, counted_from = excluded.counted_from
    returning t.person_id), gone as (
    delete from public.retention_retentionterm t
     where t.person_id = any (persons) and t.person_id not in (select s.person_id from stands s))
  delete from public.retention_retentionnotice n
   where n.person_id = any (persons) and n.person_id not in (select s.person_id from stands s);
end $$;

create function sec.terms_of_new_persons() returns trigger language plpgsql security definer
  set search_path = pg_catalog, sec, public as $$
begin
  insert into public.retention_retentionterm (person_id, agency_id, why, counted_from)
  select p.id, p.agency_id, 'no_case', greatest((p.registered_at at time zone 'Africa/Casablanca')::date,
                                                sec.coming_of_age(p.born_on, p.born_precision))
    from fresh p where p.erased_at is null on conflict do nothing;
  return null;
end $$;

create function sec.terms_follow_person() returns trigger language plpgsql security definer
  set search_path = pg_catalog, sec, public as $$
begin
  perform sec.reckon_terms(array[coalesce(new.id, old.id)]);
  return null;
end $$;

create function sec.terms_of_new_cases() returns trigger language plpgsql security definer
  set search_path = pg_catalog, sec, public as $$
begin
  perform sec.reckon_terms(array(select distinct c.person_id from fresh c));
  return null;
end $$;

create function sec.terms_follow_case() returns trigger language plpgsql security definer
  set search_path = pg_catalog, sec, public as $$
begin
  perform sec.reckon_terms(array(select distinct w from unnest(array[old.person_id, new.person_id]) w where w is not null));
  return null;
end $$;

revoke all on function sec.coming_of_age(date, text), sec.reckon_terms(uuid[]), sec.terms_of_new_persons(),
  sec.terms_follow_person(), sec.terms_of_new_cases(), sec.terms_follow_case() from public;
grant execute on function sec.coming_of_age(date, text) to darna_guard;

create trigger terms_of_new_persons after insert on people_person referencing new table as fresh
  for each statement execute function sec.terms_of_new_persons();
create trigger terms_follow_person after update of born_on, born_precision, erased_at on people_person
  for each row when ((old.born_on, old.born_precision, old.erased_at) is distinct from
                     (new.born_on, new.born_precision, new.erased_at))
  execute function sec.terms_follow_person();
create trigger terms_go_with_person after delete on people_person
  for each row execute function sec.terms_follow_person();
create trigger terms_of_new_cases after insert on cases_case referencing new table as fresh
  for each statement execute function sec.terms_of_new_cases();
create trigger terms_follow_case after update of state, closed_on, person_id on cases_case
  for each row when ((old.state, old.closed_on, old.person_id) is distinct from
                     (new.state, new.closed_on, new.person_id))
  execute function sec.terms_follow_case();
create trigger terms_forget_case after delete on cases_case
  for each row execute function sec.terms_follow_case();

-- Last, for the owner can no longer grant or revoke on what the guard owns.
alter function sec.coming_of_age(date, text) owner to darna_guard;
alter function sec.reckon_terms(uuid[]) owner to darna_guard;
alter function sec.terms_of_new_persons() owner to darna_guard;
alter function sec.terms_follow_person() owner to darna_guard;
alter function sec.terms_of_new_cases() owner to darna_guard;
alter function sec.terms_follow_case() owner to darna_guard;
-- Whoever is registered already; the owner sees nobody.
set local role darna_guard;
select sec.reckon_terms(array(select p.id from public.people_person p));
reset role;
"""

DROP_TERMS = """
drop trigger if exists terms_forget_case on cases_case;
drop trigger if exists terms_follow_case on cases_case;
drop trigger if exists terms_of_new_cases on cases_case;
drop trigger if exists terms_go_with_person on people_person;
drop trigger if exists terms_follow_person on people_person;
drop trigger if exists terms_of_new_persons on people_person;
drop function if exists sec.terms_follow_case();
drop function if exists sec.terms_of_new_cases();
drop function if exists sec.terms_follow_person();
drop function if exists sec.terms_of_new_persons();
drop function if exists sec.reckon_terms(uuid[]);
drop function if exists sec.coming_of_age(date, text);
"""

LOOK = r"""
-- The look of the night, for the agency of the job: what no longer has a ground goes, whoever was postponed or held is
-- warned of anew when that ends, and those whose time ends within the days of warning are added, so many at a time.
-- Protected files are looked at too; row security shows them to their named officer alone.
create function sec.look_at_terms(day date, at timestamptz, most integer)
  returns table (warned integer, dropped integer) language plpgsql security definer
  set search_path = pg_catalog, sec, public as $$
declare
  mine uuid := sec.desk();
  after_case integer := 24;
  without_case integer := 24;
  last_day date;
begin
  if sec.kind() is distinct from 'job' or mine is null then
    raise exception 'times to keep are looked at by the job of the night' using errcode = '42501';
  end if;
  select r.months_after_case, r.months_without_case, day + r.warn_days into after_case, without_case, last_day
    from public.retention_retentionrule r where r.agency_id = mine;
  after_case := coalesce(after_case, 24);
  without_case := coalesce(without_case, 24);
  last_day := coalesce(last_day, day + 60);
  with ends as (
    select n.id, t.why,
           (t.counted_from + make_interval(months => case t.why when 'no_case' then without_case else after_case end))::date
             as due_on
      from public.retention_retentionnotice n left join public.retention_retentionterm t on t.person_id = n.person_id
     where n.agency_id = mine), gone as (
    delete from public.retention_retentionnotice n using ends e
     where n.id = e.id and (e.due_on is null or e.due_on > last_day) returning 1), moved as (
    update public.retention_retentionnotice n set why = e.why, due_on = e.due_on, version = n.version + 1
      from ends e where n.id = e.id and e.due_on <= last_day and (n.why, n.due_on) is distinct from (e.why, e.due_on))
  select count(*) into dropped from gone;
  with again as (
    update public.retention_retentionnotice n
       set state = 'warned', postponed_on = null, postponed_until = null, postponed_by = null, sealed_reason = '',
           warned_at = at, version = n.version + 1
     where n.agency_id = mine and n.state = 'postponed' and n.postponed_until < day returning 1), let_go as (
    update public.retention_retentionnotice n set warned_at = at, version = n.version + 1
     where n.agency_id = mine and n.state = 'warned' and exists (
       select 1 from public.retention_retentionhold h
        where h.person_id = n.person_id and (h.released_at is not null or h.until < day)
          and coalesce(h.released_at, (h.until + 1)::timestamp at time zone 'Africa/Casablanca') > n.warned_at)
     returning 1), fresh as (
    insert into public.retention_retentionnotice (id, agency_id, person_id, version, why, due_on, warned_at, state, sealed_reason)
    select gen_random_uuid(), mine, d.person_id, 1, d.why, d.due_on, at, 'warned', ''
      from (select t.person_id, t.why, (t.counted_from + make_interval(months => k.months))::date as due_on
              from (values ('last_case_closed', after_case), ('no_case', without_case)) k (why, months)
              -- A month is shorter than another by three days at the most: the index ends there, the day decides.
              join public.retention_retentionterm t on t.agency_id = mine and t.why = k.why
               and t.counted_from <= (last_day - make_interval(months => k.months))::date + 3) d
     where d.due_on <= last_day
       and not exists (select 1 from public.retention_retentionnotice n where n.person_id = d.person_id)
     order by d.due_on limit most
    on conflict do nothing returning 1)
  select (select count(*) from again) + (select count(*) from let_go) + (select count(*) from fresh) into warned;
  return next;
end $$;
revoke all on function sec.look_at_terms(date, timestamptz, integer) from public;
grant execute on function sec.look_at_terms(date, timestamptz, integer) to darna_app;
-- Last, for the owner can no longer grant or revoke on what the guard owns.
alter function sec.look_at_terms(date, timestamptz, integer) owner to darna_guard;
"""

DROP_LOOK = "drop function if exists sec.look_at_terms(date, timestamptz, integer);"

HOLDS = r"""
create function sec.refuse_while_held() returns trigger language plpgsql security definer
  set search_path = pg_catalog, sec, public as $$
begin
  if exists (select 1 from public.retention_retentionhold h
              where h.person_id = coalesce(new.person_id, old.person_id) and h.released_at is null
                and (h.until is null or h.until >= (clock_timestamp() at time zone 'Africa/Casablanca')::date)) then
    raise exception 'nobody erases a person who is held' using errcode = '23514';
  end if;
  return null;
end $$;

create function sec.officer_decides() returns trigger language plpgsql security definer
  set search_path = pg_catalog, sec, public as $$
begin
  if not exists (select 1 from public.agencies_membership m
                  where m.id = sec.membership() and m.agency_id = new.agency_id and m.role = 'data_officer'
                    and m.ended_at is null) then
    raise exception 'the data-protection officer decides how long files are kept' using errcode = '23514';
  end if;
  return null;
end $$;

create function sec.officer_acts() returns trigger language plpgsql security definer
  set search_path = pg_catalog, sec, public as $$
begin
  if new.acts_by is not null and new.acts_by is distinct from sec.membership() then
    raise exception 'an officer lets the house act for themselves alone' using errcode = '23514';
  end if;
  return null;
end $$;

create function sec.notice_keeps_its_ground() returns trigger language plpgsql set search_path = pg_catalog as $$
begin
  if (new.id, new.agency_id, new.person_id, new.why, new.due_on, new.warned_at) is distinct from
     (old.id, old.agency_id, old.person_id, old.why, old.due_on, old.warned_at) then
    raise exception 'a notice keeps its person, its ground and its day' using errcode = '23514';
  end if;
  return null;
end $$;

create function sec.hold_takes_a_step() returns trigger language plpgsql set search_path = pg_catalog as $$
begin
  if tg_op = 'INSERT' then
    if new.released_at is not null then
      raise exception 'a hold begins by standing' using errcode = '23514';
    end if;
    return null;
  end if;
  if (new.id, new.agency_id, new.person_id, new.until, new.placed_by, new.placed_at) is distinct from
     (old.id, old.agency_id, old.person_id, old.until, old.placed_by, old.placed_at)
     or old.released_at is not null and
        (new.released_at, new.released_by) is distinct from (old.released_at, old.released_by)
     -- Emptied words are those of somebody who was erased.
     or new.sealed_reason is distinct from old.sealed_reason and new.sealed_reason <> ''::bytea
     or new.sealed_asker is distinct from old.sealed_asker and new.sealed_asker <> ''::bytea then
    raise exception 'a hold stands as it was placed until it is released' using errcode = '23514';
  end if;
  return null;
end $$;

revoke all on function sec.refuse_while_held(), sec.officer_decides(), sec.officer_acts(),
  sec.notice_keeps_its_ground(), sec.hold_takes_a_step() from public;
-- The ledger is replayed by another role: whoever was erased before a copy was made stays erased.
create trigger held_person_is_not_erased after insert on keys_erasure
  for each row when (current_user = 'darna_app') execute function sec.refuse_while_held();
create trigger held_person_keeps_the_key after delete on keys_personkey
  for each row when (current_user = 'darna_app') execute function sec.refuse_while_held();
create trigger officer_decides after insert or update on retention_retentionrule
  for each row when (current_user = 'darna_app') execute function sec.officer_decides();
create trigger officer_stands_for_it after insert or update on retention_retentionrule
  for each row when (current_user = 'darna_app') execute function sec.officer_acts();
create trigger officer_decides after update on retention_retentionnotice
  for each row when (current_user = 'darna_app') execute function sec.officer_decides();
create trigger ground_is_kept after update on retention_retentionnotice
  for each row when (current_user = 'darna_app') execute function sec.notice_keeps_its_ground();
create trigger officer_decides after insert or update on retention_retentionhold
  for each row when (current_user = 'darna_app') execute function sec.officer_decides();
create trigger hold_steps_are_known after insert or update on retention_retentionhold
  for each row when (current_user = 'darna_app') execute function sec.hold_takes_a_step();
-- Last, for the owner can no longer grant or revoke on what the guard owns.
alter function sec.refuse_while_held() owner to darna_guard;
alter function sec.officer_decides() owner to darna_guard;
alter function sec.officer_acts() owner to darna_guard;
alter function sec.notice_keeps_its_ground() owner to darna_guard;
alter function sec.hold_takes_a_step() owner to darna_guard;
"""

DROP_HOLDS = """
drop trigger if exists hold_steps_are_known on retention_retentionhold;
drop trigger if exists officer_decides on retention_retentionhold;
drop trigger if exists ground_is_kept on retention_retentionnotice;
drop trigger if exists officer_decides on retention_retentionnotice;
drop trigger if exists officer_stands_for_it on retention_retentionrule;
drop trigger if exists officer_decides on retention_retentionrule;
drop trigger if exists held_person_keeps_the_key on keys_personkey;
drop trigger if exists held_person_is_not_erased on keys_erasure;
drop function if exists sec.hold_takes_a_step();
drop function if exists sec.notice_keeps_its_ground();
drop function if exists sec.officer_acts();
drop function if exists sec.officer_decides();
drop function if exists sec.refuse_while_held();
"""
