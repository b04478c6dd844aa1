"""SQL of persons' visibility, of consent that does not change, of search and import through definer functions."""

from __future__ import annotations

from darna.base.rowsecurity.guards import function_in

VISIBILITY = r"""
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
    select who.agency_id, wanted, w.membership_id, 'infinity'
      from public.people_namedworker w where w.person_id = wanted;
  else
    insert into public.people_personvisible (agency_id, person_id, worker_id, until)
    values (who.agency_id, wanted, '00000000-0000-0000-0000-000000000000', 'infinity');
  end if;
end $$;

create function sec.person_visibility() returns trigger language plpgsql security definer
  set search_path = pg_catalog, sec, public as $$
begin
  if tg_op = 'INSERT' and not new.is_protected then
    insert into public.people_personvisible (agency_id, person_id, worker_id, until)
    values (new.agency_id, new.id, '00000000-0000-0000-0000-000000000000', 'infinity');
  elsif tg_op = 'DELETE' then
    delete from public.people_personvisible where person_id = old.id;
  elsif tg_op = 'INSERT' or new.is_protected is distinct from old.is_protected then
    perform sec.show_person(new.id);
  end if;
  return null;
end $$;
create function sec.worker_visibility() returns trigger language plpgsql security definer
  set search_path = pg_catalog, sec, public as $$
begin
  perform sec.show_person(coalesce(new.person_id, old.person_id));
  return null;
end $$;

-- Whoever protects a file is named for it in the same breath, or nobody could open it again.
create function sec.protect_person(wanted uuid, workers uuid[]) returns void language plpgsql security definer
  set search_path = pg_catalog, sec, public as $$
declare who record; worker uuid;
begin
  select id, agency_id, is_protected into who from public.people_person where id = wanted and agency_id = sec.desk();
  -- Nobody lets themselves into a protected file: only somebody already named names others.
  if who.is_protected and not exists (select 1 from public.people_namedworker w
                                       where w.person_id = wanted and w.membership_id = sec.membership()) then
    who := null;
  end if;
  if who.id is null then raise exception 'no such person' using errcode = 'P0002'; end if;
  if coalesce(cardinality(workers), 0) = 0 then
    raise exception 'a protected file needs a named worker' using errcode = '23514';
  end if;
  foreach worker in array workers loop
    if not exists (select 1 from public.agencies_membership m where m.id = worker and m.agency_id = who.agency_id) then
      raise exception 'a named worker is of the same agency' using errcode = '23503';
    end if;
    insert into public.people_namedworker (id, agency_id, person_id, membership_id, since, version)
    values (gen_random_uuid(), who.agency_id, wanted, worker, clock_timestamp(), 1) on conflict do nothing;
  end loop;
end $$;

create function sec.keep_consent_terms() returns trigger language plpgsql set search_path = pg_catalog as $$
begin
  if old.state in ('given', 'refused', 'withdrawn', 'expired') and
     (new.purposes, new.recipients, new.given_by, new.has_assented, new.notice_version, new.notice_language,
      new.method, new.effective_on, new.person_id)
     is distinct from
     (old.purposes, old.recipients, old.given_by, old.has_assented, old.notice_version, old.notice_language,
      old.method, old.effective_on, old.person_id) then
    raise exception 'the terms of a consent do not change once given' using errcode = '23514';
  end if;
  if (old.state, new.state) not in (('requested', 'requested'), ('requested', 'given'), ('requested', 'refused'),
      ('given', 'given'), ('given', 'withdrawn'), ('given', 'expired'), ('refused', 'refused'),
      ('withdrawn', 'withdrawn'), ('expired', 'expired')) then
    raise exception 'a consent does not go from % to %', old.state, new.state using errcode = '23514';
  end if;
  return new;
end $$;

revoke all on function sec.show_person(uuid), sec.person_visibility(), sec.worker_visibility(),
  sec.protect_person(uuid, uuid[]), sec.keep_consent_terms() from public;
grant execute on function sec.protect_person(uuid, uuid[]) to darna_app;

create trigger person_is_visible after insert or update of is_protected or delete on people_person
  for each row execute function sec.person_visibility();
create trigger named_worker_sees after insert or update or delete on people_namedworker
  for each row execute function sec.worker_visibility();
create trigger consent_terms_are_kept before update on people_consent
  for each row execute function sec.keep_consent_terms();
-- Last, for the owner can no longer grant or revoke on what the guard owns.
alter function sec.show_person(uuid) owner to darna_guard;
alter function sec.person_visibility() owner to darna_guard;
alter function sec.worker_visibility() owner to darna_guard;
alter function sec.protect_person(uuid, uuid[]) owner to darna_guard;
alter function sec.keep_consent_terms() owner to darna_guard;
"""

DROP_VISIBILITY = """
drop trigger if exists consent_terms_are_kept on people_consent;
drop trigger if exists named_worker_sees on people_namedworker;
drop trigger if exists person_is_visible on people_person;
drop function if exists sec.keep_consent_terms();
drop function if exists sec.protect_person(uuid, uuid[]);
drop function if exists sec.worker_visibility();
drop function if exists sec.person_visibility();
drop function if exists sec.show_person(uuid);
"""

SEARCH = r"""
-- The only reader of the keys: it applies the agency itself and never answers for another one.
create function sec.search_persons(wanted integer[], years smallint[], most integer)
  returns table (person_id uuid, shared_keys integer) language plpgsql stable security definer
  set search_path = pg_catalog, sec, public as $$
declare mine uuid := sec.desk();
begin
  if mine is null or coalesce(cardinality(wanted), 0) = 0 then return; end if;
  return query
    select k.person_id,
           (select count(*)::integer from unnest(k.keys) had where had = any (wanted)) as shared
      from public.people_namekey k
     where k.keys && wanted and k.agency_id = mine
       and (years is null or k.birth_year is null or k.birth_year = any (years))
     order by shared desc, k.person_id
     limit least(most, 400);
end $$;

-- The same for many at once: keys of one question share a position, counted from 1, and so does its birth year.
create function sec.search_many(positions integer[], wanted integer[], years smallint[], most integer)
  returns table ("position" integer, person_id uuid, shared_keys integer) language plpgsql stable security definer
  set search_path = pg_catalog, sec, public as $$
declare mine uuid := sec.desk();
begin
  if mine is null then return; end if;
  return query
    with asked as (select a.at, array_agg(a.key) as keys from unnest(positions, wanted) a(at, key) group by a.at)
    select a.at, found.who, found.shared
      from asked a
      cross join lateral (
        select k.person_id as who, (select count(*)::integer from unnest(k.keys) had where had = any (a.keys)) as shared
          from public.people_namekey k
         where k.keys && a.keys and k.agency_id = mine
           and (years[a.at] is null or k.birth_year is null or abs(k.birth_year - years[a.at]) <= 1)
         order by 2 desc, 1
         limit least(most, 40)) found;
end $$;

revoke all on function sec.search_persons(integer[], smallint[], integer),
  sec.search_many(integer[], integer[], smallint[], integer) from public;
grant execute on function sec.search_persons(integer[], smallint[], integer),
  sec.search_many(integer[], integer[], smallint[], integer) to darna_app;
-- Last, for the owner can no longer grant or revoke on what the guard owns.
alter function sec.search_persons(integer[], smallint[], integer) owner to darna_guard;
alter function sec.search_many(integer[], integer[], smallint[], integer) owner to darna_guard;
"""

DROP_SEARCH = """
drop function if exists sec.search_many(integer[], integer[], smallint[], integer);
drop function if exists sec.search_persons(integer[], smallint[], integer);
"""

IMPORTS = r"""
-- A row that came in once is known even when its person's file was protected since: the mark says nothing more.
create function sec.known_source_rows(marks bytea[]) returns setof bytea language sql stable security definer
  set search_path = pg_catalog, sec, public as $$
  select p.source_row from public.people_person p where p.agency_id = sec.desk() and p.source_row = any (marks)
$$;

-- Ordinary files of an import, and whether the trail knows of any write about the person in a later transaction.
create function sec.persons_of_import(batch uuid) returns table (person_id uuid, is_touched boolean)
  language sql stable security definer set search_path = pg_catalog, sec, public as $$
  select p.id, p.version > 1 or bool_or(later.id is not null)
    from public.people_person p
    join public.audit_change made
      on made.row_id = p.id and made.table_name = 'people_person' and made.operation = 'INSERT'
    left join public.audit_change later
      on later.person_id = p.id and (later.epoch, later.txid) <> (made.epoch, made.txid)
   where p.source = batch and p.agency_id = sec.desk() and not p.is_protected and p.erased_at is null
   group by p.id
$$;

-- Taking back one row of an import, never written again by the trail: a file that was not brought in cannot be made to
-- look as if it was. Whatever another subject still holds of the person refuses by its foreign key.
create function sec.withdraw_import(batch uuid, wanted uuid) returns boolean language plpgsql security definer
  set search_path = pg_catalog, sec, public as $$
begin
  perform 1 from public.people_person p
    where p.id = wanted and p.source = batch and p.agency_id = sec.desk() and p.version = 1 and not p.is_protected
      and not exists (select 1 from public.audit_change c
                       where c.row_id = p.id and c.table_name = 'people_person' and c.operation <> 'INSERT')
    for update;
  if not found then return false; end if;
  delete from public.people_personcontact where person_id = wanted;
  delete from public.people_personidentifier where person_id = wanted;
  delete from public.people_vulnerability where person_id = wanted;
  delete from public.people_disclosureevent where person_id = wanted;
  delete from public.people_consent where person_id = wanted;
  delete from public.people_householdmembership where person_id = wanted;
  delete from public.people_relationship where person_id = wanted or other_id = wanted;
  delete from public.people_migrationepisode where person_id = wanted;
  delete from public.people_duplicateproposal where person_id = wanted or other_id = wanted;
  delete from public.people_namekey where person_id = wanted;
  delete from public.people_person where id = wanted;
  -- Last, so that the trail's hashes of what goes are still salted with the person's own salt.
  delete from public.keys_personkey where person_id = wanted;
  return true;
end $$;

revoke all on function sec.known_source_rows(bytea[]), sec.persons_of_import(uuid), sec.withdraw_import(uuid, uuid)
  from public;
grant execute on function sec.known_source_rows(bytea[]), sec.persons_of_import(uuid), sec.withdraw_import(uuid, uuid)
  to darna_app;
-- Last, for the owner can no longer grant or revoke on what the guard owns.
alter function sec.known_source_rows(bytea[]) owner to darna_guard;
alter function sec.persons_of_import(uuid) owner to darna_guard;
alter function sec.withdraw_import(uuid, uuid) owner to darna_guard;
"""

DROP_IMPORTS = """
drop function if exists sec.withdraw_import(uuid, uuid);
drop function if exists sec.persons_of_import(uuid);
drop function if exists sec.known_source_rows(bytea[]);
"""

_ASKED = """
    select k.person_id, {shared}
      from public.people_namekey k
     where {found} and k.agency_id = mine
       and (years is null or k.birth_year is null or k.birth_year = any (years))
       and (wanted_sex = '' or k.sex in ('', wanted_sex))
       and (place = '' or k.commune in ('', place))"""
_PAIRED = _ASKED.format(
    found="k.keys && pairs",
    shared="(select count(*)::integer from unnest(k.keys) had where had = any (pairs)) as shared",
)


def _with_words(count: int) -> str:
    asked = _ASKED.format(found=" and ".join(f"k.words && word_{at}" for at in range(1, count + 1)), shared=str(count))
    # Whoever shares no more than words is in no order: the first who are met are as good as the last.
    return f"return query {asked} limit least(most, 400);"


NARROWED_SEARCH = rf"""
-- The only reader of the keys: it applies the agency itself and never answers for another one. Files that share a pair
-- of names, those with the most shared first; or files that have a word of each of up to three groups.
create function sec.search_persons(pairs integer[], word_1 integer[], word_2 integer[], word_3 integer[],
    years smallint[], wanted_sex text, place text, most integer)
  returns table (person_id uuid, shared_keys integer) language plpgsql stable security definer
  set search_path = pg_catalog, sec, public
  -- Which index serves depends on what is asked, and known numbers are looked up in a table made once.
  set plan_cache_mode = force_custom_plan as $$
declare mine uuid := sec.desk();
begin
  if mine is null then return; end if;
  if cardinality(pairs) > 0 then
    return query {_PAIRED} order by shared desc, k.commune = place desc, k.person_id limit least(most, 400);
  elsif cardinality(word_3) > 0 then {_with_words(3)}
  elsif cardinality(word_2) > 0 then {_with_words(2)}
  elsif cardinality(word_1) > 0 then {_with_words(1)}
  end if;
end $$;
revoke all on function sec.search_persons(integer[], integer[], integer[], integer[], smallint[], text, text, integer)
  from public;
grant execute on function sec.search_persons(integer[], integer[], integer[], integer[], smallint[], text, text,
  integer) to darna_app;
grant select (made_by) on people_namekey to darna_app;
-- Last, for the owner can no longer grant or revoke on what the guard owns.
alter function sec.search_persons(integer[], integer[], integer[], integer[], smallint[], text, text, integer)
  owner to darna_guard;
"""
NO_NARROWED_SEARCH = """
revoke select (made_by) on people_namekey from darna_app;
drop function if exists sec.search_persons(integer[], integer[], integer[], integer[], smallint[], text, text, integer);
"""
_PLAIN = function_in(SEARCH, "sec.search_persons")
#: The same without narrowing, as it was.
PLAIN_SEARCH = f"""{_PLAIN}
revoke all on function sec.search_persons(integer[], smallint[], integer) from public;
grant execute on function sec.search_persons(integer[], smallint[], integer) to darna_app;
alter function sec.search_persons(integer[], smallint[], integer) owner to darna_guard;
"""
NO_PLAIN_SEARCH = "drop function if exists sec.search_persons(integer[], smallint[], integer);"

#: Until its keys are made anew by the rules of today, a file is found by one word as it was.
WORDS_AS_THEY_WERE = """
alter table people_namekey no force row level security;
alter table people_person no force row level security;
update people_namekey k set words = k.keys, sex = replace(p.sex, 'U', ''), commune = p.commune
  from people_person p where p.id = k.person_id;
alter table people_namekey force row level security;
alter table people_person force row level security;
"""
