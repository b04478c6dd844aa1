"""SQL of the one door through which somebody without an account says what is wrong with an entry."""

from darna.domains.directory.published_sql import SHOWN

SUGGESTIONS = rf"""
alter table directory_suggestion add constraint suggestion_is_of_the_agency_of_its_organisation
  foreign key (organisation_id, agency_id) references directory_organisation (id, agency_id) on update cascade;
alter table directory_suggestion add constraint suggestion_is_of_an_offer_of_its_organisation
  foreign key (offer_id, organisation_id) references directory_serviceatlocation (id, organisation_id);
-- A suggestion follows its organisation to the agency that gets it, as all else of the entry does.
create function sec.suggestions_follow() returns trigger language plpgsql security definer
  set search_path = pg_catalog, sec, public as $$
begin
  update public.directory_suggestion set agency_id = new.agency_id where organisation_id = new.id;
  return null;
end $$;
-- Kept for the keepers of a shown entry if it is short and not one of too many: 'kept', 'waits' or 'gone'.
-- The counter of an address is one of those of signing in: a keyed hash, forgotten by night.
create function published.suggest_edit(offer uuid, about text, words text, told_in text, client bytea,
    instant timestamptz) returns text language plpgsql security definer set search_path = pg_catalog as $$
declare
  entry record;
  tried integer;
begin
  if about not in ('hours', 'phone', 'address', 'closed', 'cost', 'languages', 'other')
     or told_in not in ('ar', 'fr', 'it', 'en') or length(btrim(words)) not between 5 and 1000
     or length(client) is distinct from 32 then
    raise exception 'a suggestion is short, about something known, and from somewhere' using errcode = '22023';
  end if;
  insert into public.accounts_throttle as t (key, lasting, failures, tries, window_started_at)
  values (client, false, 0, 1, instant)
  on conflict (key) do update set
    tries = case when t.window_started_at <= instant - interval '1 hour' then 1 else t.tries + 1 end,
    window_started_at = case when t.window_started_at <= instant - interval '1 hour' then instant
                             else t.window_started_at end
  returning t.tries into tried;
  if tried > 5
     or (select count(*) from public.directory_suggestion g where g.offer_id = offer and g.state = 'open') >= 10
     or (select count(*) from public.directory_suggestion g where g.sent_at > instant - interval '1 hour') >= 200 then
    return 'waits';
  end if;
  select o.id, o.organisation_id, o.agency_id into entry
    from public.directory_serviceatlocation o
    join public.directory_service s on s.id = o.service_id
    join public.directory_organisation g on g.id = o.organisation_id
    join public.directory_location l on l.id = o.location_id
   where o.id = offer and {SHOWN};
  if entry.id is null then return 'gone'; end if;
  insert into public.directory_suggestion
    (id, agency_id, organisation_id, offer_id, about, text, language, state, reason, sent_at, version)
  values (gen_random_uuid(), entry.agency_id, entry.organisation_id, entry.id, about, btrim(words), told_in, 'open', '',
          instant, 1);
  return 'kept';
end $$;
revoke all on function sec.suggestions_follow(), published.suggest_edit(uuid, text, text, text, bytea, timestamptz)
  from public;
grant execute on function published.suggest_edit(uuid, text, text, text, bytea, timestamptz) to darna_portal, darna_app;
grant select, insert, update on accounts_throttle to darna_guard;
create trigger suggestions_follow_their_organisation after update of agency_id on directory_organisation
  for each row when (old.agency_id is null and new.agency_id is not null) execute function sec.suggestions_follow();
grant create on schema published to darna_guard;
alter function sec.suggestions_follow() owner to darna_guard;
alter function published.suggest_edit(uuid, text, text, text, bytea, timestamptz) owner to darna_guard;
revoke create on schema published from darna_guard;
"""

NO_SUGGESTIONS = """
drop trigger if exists suggestions_follow_their_organisation on directory_organisation;
drop function if exists published.suggest_edit(uuid, text, text, text, bytea, timestamptz);
drop function if exists sec.suggestions_follow();
alter table directory_suggestion drop constraint if exists suggestion_is_of_an_offer_of_its_organisation;
alter table directory_suggestion drop constraint if exists suggestion_is_of_the_agency_of_its_organisation;
"""
