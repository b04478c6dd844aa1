"""SQL of persons' visibility, of consent that does not change, and of the search through one definer function."""

VISIBILITY = r"""
create function sec.show_person(wanted uuid) returns void language plpgsql security definer
  set search_path = pg_catalog, sec, public as $$
declare who record;
begin
  select id, agency_id, is_protected into who from public.people_person where id = wanted;
  -- Rows of other agencies come from shares and are not this function's business.
  delete from public.people_personvisible v where v.person_id = wanted and (who.agency_id is null or v.agency_id = who.agency_id);
  if who.id is null then return; end if;
  if who.is_protected then
    insert into public.people_personvisible (agency_id, person_id, worker_id, until)
    select who.agency_id, wanted, w.membership_id, 'infinity' from public.people_namedworker w where w.person_id = wanted;
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
  select id, agency_id into who from public.people_person where id = wanted and agency_id = sec.desk();
  if who.id is null then raise exception 'no such person' using errcode = 'P0002'; end if;
  if coalesce(cardinality(workers), 0) = 0 then raise exception 'a protected file needs a named worker' using errcode = '23514'; end if;
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

alter function sec.show_person(uuid) owner to darna_guard;
alter function sec.person_visibility() owner to darna_guard;
alter function sec.worker_visibility() owner to darna_guard;
alter function sec.protect_person(uuid, uuid[]) owner to darna_guard;
alter function sec.keep_consent_terms() owner to darna_guard;
revoke all on function sec.show_person(uuid), sec.person_visibility(), sec.worker_visibility(),
  sec.protect_person(uuid, uuid[]), sec.keep_consent_terms() from public;
grant execute on function sec.protect_person(uuid, uuid[]) to darna_app;

create trigger person_is_visible after insert or update of is_protected or delete on people_person
  for each row execute function sec.person_visibility();
create trigger named_worker_sees after insert or update or delete on people_namedworker
  for each row execute function sec.worker_visibility();
create trigger consent_terms_are_kept before update on people_consent
  for each row execute function sec.keep_consent_terms();
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
alter function sec.search_persons(integer[], smallint[], integer) owner to darna_guard;
revoke all on function sec.search_persons(integer[], smallint[], integer) from public;
grant execute on function sec.search_persons(integer[], smallint[], integer) to darna_app;
"""

DROP_SEARCH = "drop function if exists sec.search_persons(integer[], smallint[], integer);"
