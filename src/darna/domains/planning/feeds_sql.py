"""SQL of the one function through which a calendar outside asks: busy times for whoever holds the address."""

#: Whoever accompanies has appointments; supervisors see the team's.
ACCOMPANY = "'receptionist', 'caseworker', 'supervisor', 'mobility_adviser', 'enterprise_adviser'"

FEEDS = rf"""
create function published.calendar_feed(token_hash bytea, since timestamptz, until timestamptz) returns jsonb
  language plpgsql security definer set search_path = pg_catalog, public as $$
declare
  feed public.planning_calendarfeed;
  role text;
  answer jsonb;
begin
  if octet_length(token_hash) is distinct from 32 or since is null or until is null
     or until - since > interval '400 days' then
    raise exception 'a calendar is asked for by its address, and for a year' using errcode = '22023';
  end if;
  select f.* into feed from public.planning_calendarfeed f where f.token_hash = calendar_feed.token_hash
     and f.revoked_at is null;
  if feed.id is null then return null; end if;
  -- It lasts as long as the place in the agency, and as that place is one that meets persons.
  select m.role into role from public.agencies_membership m
   where m.id = feed.membership_id and m.agency_id = feed.agency_id and m.ended_at is null
     and m.since <= current_date and coalesce(m.until, 'infinity') >= current_date;
  if role is null or role not in ({ACCOMPANY}) or (feed.scope = 'team' and role <> 'supervisor') then return null; end if;
  if feed.asked_on is distinct from current_date then
    update public.planning_calendarfeed f set asked_on = current_date where f.id = feed.id;
  end if;
  select jsonb_build_object('house', jsonb_build_object('ar', a.name_ar, 'fr', a.name_fr, 'it', a.name_it,
           'en', a.name_en), 'made_at', feed.made_at,
         'entries', coalesce((select jsonb_agg(jsonb_build_array(p.id, p.starts_at, p.minutes, p.version,
             p.state = 'cancelled') order by p.starts_at, p.id)
           from (select * from public.planning_appointment q where q.agency_id = feed.agency_id
                  and (feed.scope = 'team' or q.worker_id = feed.membership_id)
                  and q.starts_at >= since and q.starts_at < until order by q.starts_at, q.id limit 1000) p),
           '[]'::jsonb))
    into answer from public.agencies_agency a where a.id = feed.agency_id;
  return answer;
end $$;
revoke all on function published.calendar_feed(bytea, timestamptz, timestamptz) from public;
grant execute on function published.calendar_feed(bytea, timestamptz, timestamptz) to darna_portal, darna_app;
grant select, update on public.planning_calendarfeed to darna_guard;
grant select on public.planning_appointment, public.agencies_membership, public.agencies_agency to darna_guard;
-- Last, for the owner can no longer grant or revoke on what the guard owns.
grant create on schema published to darna_guard;
alter function published.calendar_feed(bytea, timestamptz, timestamptz) owner to darna_guard;
revoke create on schema published from darna_guard;
"""

#: Whoever said that they cannot come leaves the hour free.
FEEDS_WITH_EXCUSED = FEEDS.replace("p.state = 'cancelled'", "p.state in ('cancelled', 'excused')")

NO_FEEDS = """
drop function if exists published.calendar_feed(bytea, timestamptz, timestamptz);
"""
