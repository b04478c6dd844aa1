"""SQL of what the public sees of the directory: views and a search, all of the guard.

Where a confidential place lies is in none of them: its commune, town, name, notes, address and phone are blanked here,
so that neither a filter nor a word can find it.
"""

#: An entry is shown when its service, its organisation, its place and its being offered there all are.
SHOWN = """o.state = 'active' and s.state = 'active' and g.state = 'active' and l.state = 'active'"""

PUBLISHED = rf"""
create schema if not exists published;
revoke all on schema published from public;
grant usage on schema published to darna_portal, darna_app, darna_backup, darna_guard;

create view published.offers with (security_barrier = true) as
  select o.id as offer_id, s.id as service_id, g.id as organisation_id, l.id as location_id,
         s.name_ar as service_ar, s.name_fr as service_fr, s.name_it as service_it, s.name_en as service_en,
         s.description_ar, s.description_fr, s.description_it, s.description_en,
         s.note_ar, s.note_fr, s.note_it, s.note_en,
         s.needs, s.languages, s.cost, s.cost_note, s.serves, s.age_from, s.age_to, s.sex, s.needs_documents,
         s.source, s.certainty,
         g.name_ar as organisation_ar, g.name_fr as organisation_fr, g.name_it as organisation_it,
         g.name_en as organisation_en, g.kind as organisation_kind, g.website, g.is_information_only,
         l.is_confidential,
         case when l.is_confidential then '' else l.name end as place_name,
         l.country, l.region,
         case when l.is_confidential then '' else l.commune end as commune,
         case when l.is_confidential then '' else l.locality end as locality,
         case when l.is_confidential then '' else l.address end as address,
         case when l.is_confidential then '' else l.phone end as phone,
         case when l.is_confidential then '' else l.note end as place_note,
         l.accessibility, l.time_zone, o.assured_on,
         case when l.is_confidential then '' else coalesce(a.name_ar, '') end as assured_ar,
         case when l.is_confidential then '' else coalesce(a.name_fr, '') end as assured_fr,
         case when l.is_confidential then '' else coalesce(a.name_it, '') end as assured_it,
         case when l.is_confidential then '' else coalesce(a.name_en, '') end as assured_en
    from public.directory_serviceatlocation o
    join public.directory_service s on s.id = o.service_id
    join public.directory_organisation g on g.id = o.organisation_id
    join public.directory_location l on l.id = o.location_id
    left join public.agencies_agency a on a.id = o.assured_agency_id
   where {SHOWN};

create view published.opening_hours with (security_barrier = true) as
  select h.location_id, h.offer_id, h.weekday, h.opens, h.closes, h.valid_from, h.valid_to
    from public.directory_schedule h
   where exists (select 1 from public.directory_serviceatlocation o
                   join public.directory_service s on s.id = o.service_id
                   join public.directory_organisation g on g.id = o.organisation_id
                   join public.directory_location l on l.id = o.location_id
                  where o.location_id = h.location_id and (h.offer_id is null or h.offer_id = o.id) and {SHOWN});

create view published.closing_days with (security_barrier = true) as
  select c.location_id, c.starts_on, c.ends_on, case when l.is_confidential then '' else c.note end as note
    from public.directory_closure c
    join public.directory_location l on l.id = c.location_id
   where exists (select 1 from public.directory_serviceatlocation o
                   join public.directory_service s on s.id = o.service_id
                   join public.directory_organisation g on g.id = o.organisation_id
                  where o.location_id = l.id and {SHOWN});

-- The offers that fit, in order; conditions are written only for what is asked, so that their indexes serve.
-- `near` holds communes, the nearest first. `clocks` say what time it is in `zones`: the program's calendar of time zones
-- may be newer than that of PostgreSQL. What is open is reckoned as in hours.py, and a test compares the two.
create function published.find_offers(words text[], meant text, need text, spoken text, is_free boolean, for_group text,
    area text, near text[], is_open boolean, sorted text, reader text, after integer, most integer,
    instant timestamptz, zones text[], clocks timestamp[])
  returns table (offer_id uuid, total bigint)
  language plpgsql stable security definer set search_path = pg_catalog as $$
declare
  word text;
  forms text[];
  held text := '';
  asks text := '';
  name text := case reader when 'ar' then '{{s.name_ar,s.name_fr,s.name_en,s.name_it}}'
                           when 'it' then '{{s.name_it,s.name_fr,s.name_en,s.name_ar}}'
                           when 'en' then '{{s.name_en,s.name_fr,s.name_it,s.name_ar}}'
                           else '{{s.name_fr,s.name_ar,s.name_en,s.name_it}}' end;
  ordered text := case sorted when 'name' then 'f.name' when 'near' then 'f.far, not f.opened, f.name'
                              else 'not f.opened, f.far, f.is_stale, f.name' end;
begin
  select 'coalesce(' || string_agg(format('nullif(%s, '''')', part), ', ') || ', '''')' into name
    from unnest(name::text[]) part;
  if need <> '' then asks := asks || format(' and s.needs @> array[%L]::varchar[]', need); end if;
  if spoken <> '' then asks := asks || format(' and s.languages @> array[%L]::varchar[]', spoken); end if;
  if is_free then asks := asks || ' and s.cost = ''free'''; end if;
  if for_group <> '' then
    asks := asks || format(' and s.serves && array[%L, ''everybody'']::varchar[]', for_group);
  end if;
  if area <> '' then
    asks := asks || format(' and not l.is_confidential and l.commune >= %L and l.commune < %L', area, area || '~');
  end if;
  foreach word in array coalesce(words[1:6], '{{}}') loop
    -- The word itself, and what is left of it when the endings of four languages are taken away.
    select array_agg(distinct form) into forms from (
      select word as form union all
      select unnest(ts_lexize(dictionary::regdictionary, word))
        from unnest(array['french_stem', 'italian_stem', 'english_stem', 'arabic_stem']) dictionary) f
     where form = word or length(form) > 3;
    held := held || ' and (' || array_to_string(array(
      select format('strpos(s.folded, %1$L) > 0 or strpos(g.folded, %1$L) > 0 '
                    'or not l.is_confidential and strpos(l.folded, %1$L) > 0', form) from unnest(forms) form), ' or ')
      || ')';
  end loop;
  if held <> '' then
    asks := asks || ' and ((true' || held || ')'
      || case when meant <> '' then format(' or s.needs @> array[%L]::varchar[]', meant) else '' end || ')';
  end if;
  return query execute format($q$
    with found as materialized (
      select o.id, o.location_id, coalesce(z.here, $1 at time zone l.time_zone) as here, lower(%s) as name,
             coalesce(w.place, case when $2 = '{{}}' then 0 when l.region = left($2[1], 2) then 2000
                                    when l.country in ('MA', '') then 3000 else 4000 end) as far,
             o.assured_on is null or o.assured_on < ($1 - interval '180 days')::date as is_stale
        from public.directory_serviceatlocation o
        join public.directory_service s on s.id = o.service_id
        join public.directory_organisation g on g.id = o.organisation_id
        join public.directory_location l on l.id = o.location_id
        left join unnest($2) with ordinality w(commune, place) on w.commune = l.commune and not l.is_confidential
        left join unnest($5, $6) z(zone, here) on z.zone = l.time_zone
       where {SHOWN} %s),
    places as materialized (select distinct f.location_id, f.here from found f),
    running as materialized (
      select h.location_id, h.offer_id, h.valid_from, p.here, r.day
        from places p
        join public.directory_schedule h on h.location_id = p.location_id
        cross join lateral (select case when h.weekday = extract(isodow from p.here) then p.here::date
                                        when h.weekday = extract(isodow from p.here::date - 1) then p.here::date - 1
                                   end as day) r
       where p.here >= r.day + h.opens
         and p.here < r.day + h.closes + case when h.closes <= h.opens then interval '1 day' else interval '0' end
         and (h.valid_from is null or r.day between h.valid_from and h.valid_to)),
    opened as materialized (
      select distinct r.location_id, r.offer_id from running r
       where not exists (select 1 from public.directory_closure c where c.location_id = r.location_id
                           and (r.day between c.starts_on and c.ends_on or r.here::date between c.starts_on and c.ends_on))
         and (r.valid_from is not null
              or not exists (select 1 from public.directory_schedule y
                              where y.location_id = r.location_id and y.offer_id is not distinct from r.offer_id
                                and r.day between y.valid_from and y.valid_to)))
    select f.id, count(*) over () from (
      select f.*, coalesce(own.is_open, p.location_id is not null) as opened
        from found f
        left join opened p on p.location_id = f.location_id and p.offer_id is null
        -- A service with hours of its own does not keep those of its place.
        left join (select x.offer_id, bool_or(q.offer_id is not null) as is_open
                     from public.directory_schedule x left join opened q on q.offer_id = x.offer_id
                    where x.offer_id is not null group by x.offer_id) own on own.offer_id = f.id) f
     %s order by %s, f.id offset $3 limit $4$q$,
    name, asks, case when is_open then 'where f.opened' else '' end, ordered)
    using instant, coalesce(near, '{{}}'), greatest(after, 0), least(greatest(most, 0), 200), zones, clocks;
end $$;

create view published.offers_by_commune with (security_barrier = true) as
  select l.commune, l.region, l.country, s.needs
    from public.directory_serviceatlocation o
    join public.directory_service s on s.id = o.service_id
    join public.directory_organisation g on g.id = o.organisation_id
    join public.directory_location l on l.id = o.location_id
   where {SHOWN} and not l.is_confidential;

revoke all on published.offers, published.opening_hours, published.closing_days, published.offers_by_commune from public;
revoke all on function published.find_offers(text[], text, text, text, boolean, text, text, text[], boolean, text, text,
  integer, integer, timestamptz, text[], timestamp[]) from public;
grant select on published.offers, published.opening_hours, published.closing_days, published.offers_by_commune
  to darna_portal, darna_app, darna_backup;
grant execute on function published.find_offers(text[], text, text, text, boolean, text, text, text[], boolean, text,
  text, integer, integer, timestamptz, text[], timestamp[]) to darna_portal, darna_app;
-- Last, for the owner can no longer grant or revoke on what the guard owns; who gets a view must be let into its schema.
grant create on schema published to darna_guard;
alter view published.offers owner to darna_guard;
alter view published.opening_hours owner to darna_guard;
alter view published.closing_days owner to darna_guard;
alter view published.offers_by_commune owner to darna_guard;
alter function published.find_offers(text[], text, text, text, boolean, text, text, text[], boolean, text, text,
  integer, integer, timestamptz, text[], timestamp[]) owner to darna_guard;
revoke create on schema published from darna_guard;
"""

NOT_PUBLISHED = """
drop function if exists published.find_offers(text[], text, text, text, boolean, text, text, text[], boolean, text, text,
  integer, integer, timestamptz, text[], timestamp[]);
drop view if exists published.offers_by_commune;
drop view if exists published.closing_days;
drop view if exists published.opening_hours;
drop view if exists published.offers;
"""
