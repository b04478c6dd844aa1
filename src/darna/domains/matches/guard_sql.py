"""SQL of marks that nobody reads, of the function that compares them, and of what a side and a match may become."""

MARKS = r"""
-- The consent by which a person's marks are compared today; none for a file that is protected or erased.
create function sec.match_consent(wanted uuid) returns uuid language sql stable security definer
  set search_path = pg_catalog, public as $$
  select c.id from public.people_consent c
    join public.people_person p on p.id = c.person_id and not p.is_protected and p.erased_at is null
   where c.person_id = wanted and c.state = 'given' and 'finding_double_files' = any (c.purposes)
     and c.effective_on <= (clock_timestamp() at time zone 'Africa/Casablanca')::date
     and (c.expires_on is null or c.expires_on >= (clock_timestamp() at time zone 'Africa/Casablanca')::date)
   order by c.recorded_at desc limit 1
$$;

-- Persons of the own agency who agreed and whose marks are missing or of an older version of their file.
create function sec.persons_to_mark(most integer) returns table (person_id uuid) language sql stable security definer
  set search_path = pg_catalog, sec, public as $$
  select p.id from public.people_person p
   where p.agency_id = sec.desk() and not p.is_protected and p.erased_at is null
     and exists (select 1 from public.people_consent c
                  where c.person_id = p.id and c.state = 'given' and 'finding_double_files' = any (c.purposes))
     and sec.match_consent(p.id) is not null
     and not exists (select 1 from public.matches_mark m where m.person_id = p.id and m.seen = p.version)
   order by p.id limit least(most, 1000)
$$;

-- The marks of one person of the own agency, in the place of earlier ones; nothing without a consent.
create function sec.offer_marks(wanted uuid, version integer, kinds text[], marks bytea[]) returns integer
  language plpgsql security definer set search_path = pg_catalog, sec, public as $$
begin
  if not exists (select 1 from public.people_person p where p.id = wanted and p.agency_id = sec.desk())
     or sec.match_consent(wanted) is null then
    return 0;
  end if;
  delete from public.matches_mark m where m.person_id = wanted;
  insert into public.matches_mark (id, agency_id, person_id, kind, mark, seen)
  select gen_random_uuid(), sec.desk(), wanted, max(o.kind), o.mark, version
    from unnest(kinds, marks) o(kind, mark) group by o.mark;
  return cardinality(marks);
end $$;

-- Marks of the own agency that meet those of another: each pair once and never again. How many are new.
create function sec.find_matches() returns integer language plpgsql security definer
  set search_path = pg_catalog, sec, public as $$
declare found integer;
begin
  if sec.kind() is distinct from 'job' or sec.desk() is null then
    raise exception 'marks are compared by the job of the night' using errcode = '42501';
  end if;
  with met as (
    select m.person_id as mine, m.agency_id as ours, t.person_id as other, t.agency_id as theirs,
           sha256(uuid_send(least(m.person_id, t.person_id)) || uuid_send(greatest(m.person_id, t.person_id))) as pair
      from public.matches_mark m
      join public.matches_mark t on t.mark = m.mark and t.kind = m.kind and t.agency_id <> m.agency_id
     where m.agency_id = sec.desk()
     group by 1, 2, 3, 4
  ), fresh as (
    select gen_random_uuid() as id, met.* from met
     where sec.match_consent(met.mine) is not null and sec.match_consent(met.other) is not null
       and not exists (select 1 from public.matches_possiblematch p where p.pair = met.pair)
  ), noticed as (
    insert into public.matches_possiblematch (id, pair, state, why, noticed_at, version)
    select id, pair, 'noticed', '', clock_timestamp(), 1 from fresh on conflict do nothing returning id
  )
  insert into public.matches_matchside (id, match_id, agency_id, person_id, state, sealed_card, verdict, version)
  select gen_random_uuid(), f.id, s.agency, s.person, 'noticed', '', '', 1
    from fresh f join noticed n on n.id = f.id
    cross join lateral (values (f.ours, f.mine), (f.theirs, f.other)) s(agency, person);
  get diagnostics found = row_count;
  return found / 2;
end $$;
"""

STEPS = r"""
-- Marks, cards and their keys of a person go; what was open is closed, what was decided stays without its card.
create function sec.end_matches(wanted uuid, reason text) returns void language plpgsql security definer
  set search_path = pg_catalog, sec, public as $$
begin
  delete from public.matches_mark where person_id = wanted;
  update public.matches_possiblematch p set state = 'closed', why = reason, ended_at = clock_timestamp(),
         version = p.version + 1
   where p.state in ('noticed', 'open')
     and exists (select 1 from public.matches_matchside s where s.match_id = p.id and s.person_id = wanted);
  delete from public.keys_packagekey k using public.matches_matchside s where s.id = k.id and s.person_id = wanted;
  update public.matches_matchside set sealed_card = '', version = version + 1
   where person_id = wanted and sealed_card <> '';
end $$;
create function sec.match_follows_consent() returns trigger language plpgsql security definer
  set search_path = pg_catalog, sec, public as $$
begin
  if old.state = 'given' and new.state <> 'given' and 'finding_double_files' = any (old.purposes)
     and sec.match_consent(new.person_id) is null then
    perform sec.end_matches(new.person_id, 'consent');
  end if;
  return null;
end $$;
create function sec.match_follows_person() returns trigger language plpgsql security definer
  set search_path = pg_catalog, sec, public as $$
begin
  if new.is_protected and not old.is_protected or new.erased_at is not null and old.erased_at is null then
    perform sec.end_matches(new.id, 'file');
  end if;
  return null;
end $$;

create function sec.side_takes_a_step() returns trigger language plpgsql security definer
  set search_path = pg_catalog, sec, public as $$
declare
  -- Whoever is the house itself: the functions above, an erasure, a migration.
  is_house boolean := sec.kind() is distinct from 'staff' or
    (new.state, new.verdict) = (old.state, old.verdict) and new.sealed_card = '';
  whole public.matches_possiblematch;
begin
  if (new.id, new.match_id, new.agency_id, new.person_id) is distinct from
     (old.id, old.match_id, old.agency_id, old.person_id)
     or old.decided_by is not null and new.decided_by is distinct from old.decided_by
     or old.judged_by is not null and new.judged_by is distinct from old.judged_by then
    raise exception 'a side stays that of its match, its file and whoever decided' using errcode = '23514';
  end if;
  if is_house then return null; end if;
  select * into whole from public.matches_possiblematch where id = new.match_id for update;
  if not exists (select 1 from public.agencies_membership m
                  where m.id = sec.membership() and m.agency_id = new.agency_id and m.role = 'supervisor'
                    and m.ended_at is null) then
    raise exception 'a supervisor decides about a possible match' using errcode = '42501';
  end if;
  if old.state = 'noticed' and new.state in ('agreed', 'declined') and whole.state = 'noticed'
     and new.decided_by = sec.membership() and new.verdict = ''
     and (new.state = 'agreed') = (new.sealed_card <> '') then
    if sec.match_consent(new.person_id) is null then
      raise exception 'a card is shown by the consent of the person' using errcode = '23514';
    end if;
  elsif old.state = 'agreed' and new.state = 'agreed' and old.verdict = '' and new.verdict <> ''
     and whole.state = 'open' and new.judged_by = sec.membership() and new.sealed_card = old.sealed_card then
    null;
  else
    raise exception 'a side does not go from % to %', old.state, new.state using errcode = '23514';
  end if;
  perform sec.match_goes_on(whole);
  return null;
end $$;

-- After a step of one side: closed by whoever declines, open once both agreed, decided once both said what they see.
create function sec.match_goes_on(whole public.matches_possiblematch) returns void language plpgsql security definer
  set search_path = pg_catalog, sec, public as $$
declare
  sides public.matches_matchside[];
begin
  select array_agg(s order by s.id) into sides from public.matches_matchside s where s.match_id = whole.id;
  if 'declined' in (sides[1].state, sides[2].state) then
    update public.matches_possiblematch set state = 'closed', why = 'declined', ended_at = clock_timestamp(),
           version = version + 1 where id = whole.id;
  elsif whole.state = 'noticed' and (sides[1].state, sides[2].state) = ('agreed', 'agreed') then
    update public.matches_possiblematch set state = 'open', opened_at = clock_timestamp(), version = version + 1
     where id = whole.id;
    insert into public.people_disclosureevent (id, version, agency_id, person_id, consent_id, recipient_id, purpose,
                                               what, at, disclosed_by)
    select gen_random_uuid(), 1, s.agency_id, s.person_id, sec.match_consent(s.person_id), o.agency_id,
           'finding_double_files', 'match_card', clock_timestamp(), s.decided_by
      from public.matches_matchside s join public.matches_matchside o on o.match_id = s.match_id and o.id <> s.id
     where s.match_id = whole.id;
  elsif whole.state = 'open' and sides[1].verdict <> '' and sides[2].verdict <> '' then
    update public.matches_possiblematch
       set state = case when sides[1].verdict = sides[2].verdict and sides[1].verdict <> 'unsure'
                        then sides[1].verdict else 'unsettled' end,
           ended_at = clock_timestamp(), version = version + 1
     where id = whole.id;
  end if;
end $$;

-- What one side reads of the other: while both agreed and both consents hold.
create function sec.other_sides(wanted uuid[])
  returns table (match_id uuid, side_id uuid, agency_id uuid, master smallint, wrapped bytea, sealed_card bytea,
                 verdict text, kinds text[])
  language sql stable security definer set search_path = pg_catalog, sec, public as $$
  select p.id, o.id, o.agency_id, k.master, k.wrapped, o.sealed_card,
         case when mine.verdict <> '' then o.verdict::text else '' end,
         array(select distinct m.kind::text from public.matches_mark m
                 join public.matches_mark t on t.mark = m.mark and t.kind = m.kind
                where m.person_id = mine.person_id and t.person_id = o.person_id)
    from public.matches_possiblematch p
    join public.matches_matchside mine on mine.match_id = p.id and mine.agency_id = sec.desk()
    join public.matches_matchside o on o.match_id = p.id and o.id <> mine.id
    left join public.keys_packagekey k on k.id = o.id
   where p.id = any (wanted) and p.state in ('open', 'same', 'different', 'unsettled')
     and (select m.role from public.agencies_membership m where m.id = sec.membership()) = 'supervisor'
     and sec.match_consent(mine.person_id) is not null and sec.match_consent(o.person_id) is not null
$$;

revoke all on function sec.match_consent(uuid), sec.persons_to_mark(integer),
  sec.offer_marks(uuid, integer, text[], bytea[]), sec.find_matches(), sec.end_matches(uuid, text),
  sec.match_follows_consent(), sec.match_follows_person(), sec.side_takes_a_step(),
  sec.match_goes_on(public.matches_possiblematch), sec.other_sides(uuid[]) from public;
grant execute on function sec.persons_to_mark(integer), sec.offer_marks(uuid, integer, text[], bytea[]),
  sec.find_matches(), sec.other_sides(uuid[]) to darna_app;
create trigger match_ends_with_its_consent after update on people_consent
  for each row execute function sec.match_follows_consent();
create trigger match_ends_with_its_file after update of is_protected, erased_at on people_person
  for each row execute function sec.match_follows_person();
create trigger side_goes_as_allowed after update on matches_matchside
  for each row execute function sec.side_takes_a_step();
-- Last, for the owner can no longer grant or revoke on what the guard owns.
alter function sec.match_consent(uuid) owner to darna_guard;
alter function sec.persons_to_mark(integer) owner to darna_guard;
alter function sec.offer_marks(uuid, integer, text[], bytea[]) owner to darna_guard;
alter function sec.find_matches() owner to darna_guard;
alter function sec.end_matches(uuid, text) owner to darna_guard;
alter function sec.match_follows_consent() owner to darna_guard;
alter function sec.match_follows_person() owner to darna_guard;
alter function sec.side_takes_a_step() owner to darna_guard;
alter function sec.match_goes_on(public.matches_possiblematch) owner to darna_guard;
alter function sec.other_sides(uuid[]) owner to darna_guard;
"""

DROP = """
drop trigger if exists side_goes_as_allowed on matches_matchside;
drop trigger if exists match_ends_with_its_file on people_person;
drop trigger if exists match_ends_with_its_consent on people_consent;
drop function if exists sec.other_sides(uuid[]);
drop function if exists sec.side_takes_a_step();
drop function if exists sec.match_goes_on(public.matches_possiblematch);
drop function if exists sec.match_follows_person();
drop function if exists sec.match_follows_consent();
drop function if exists sec.end_matches(uuid, text);
drop function if exists sec.find_matches();
drop function if exists sec.offer_marks(uuid, integer, text[], bytea[]);
drop function if exists sec.persons_to_mark(integer);
drop function if exists sec.match_consent(uuid);
"""

#: The key of what is handed over belongs to a referral, to a link, to a transfer or to a side of a match.
_KEY = r"""
create function sec.check_package_key() returns trigger language plpgsql security definer
  set search_path = pg_catalog, public as $$
declare
  found boolean;
begin
  found := exists (select 1 from public.referrals_referral r where r.id = new.id and r.agency_id = new.agency_id)
     or exists (select 1 from public.links_linkreferral l where l.id = new.id and l.agency_id = new.agency_id)%(sides)s;
  -- Transfers came later: their table is asked only where it stands.
  if not found and to_regclass('public.transfers_transfer') is not null then
    execute 'select exists (select 1 from public.transfers_transfer t where t.id = $1 and t.agency_id = $2)'
      into found using new.id, new.agency_id;
  end if;
  if not found then
    raise exception 'package_key_is_of_a_referral_of_its_agency' using errcode = '23503';
  end if;
  return null;
end $$;
revoke all on function sec.check_package_key() from public;
create trigger package_key_is_of_a_referral_of_its_agency after insert or update on keys_packagekey
  for each row execute function sec.check_package_key();
alter function sec.check_package_key() owner to darna_guard;
"""
_DROP_KEY = """
drop trigger if exists package_key_is_of_a_referral_of_its_agency on keys_packagekey;
drop function if exists sec.check_package_key();
"""
_SIDES = """
     or exists (select 1 from public.matches_matchside s where s.id = new.id and s.agency_id = new.agency_id)"""
KEYS_OF_SIDES = _DROP_KEY + _KEY % {"sides": _SIDES}
KEYS_WITHOUT_SIDES = (
    "delete from keys_packagekey k using matches_matchside s where s.id = k.id;" + _DROP_KEY + _KEY % {"sides": ""}
)
