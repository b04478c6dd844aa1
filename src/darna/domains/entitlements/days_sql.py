"""SQL of the one function that measures how long rights take: counts and days, of nobody in particular."""

DAYS = r"""
-- Whoever meets persons is told of their own agency, protected files left out; whoever plans, of every agency, and then
-- nothing of fewer than five claims. Days are counted where at least five claims were obtained.
create function sec.days_to_access(since date, until date, wanted_right text, wanted_commune text, wanted_agency uuid)
  returns table (agency_id uuid, right_id text, commune text, claims bigint, obtained bigint, refused bigint,
                 pursued bigint, middle integer, slowest integer)
  language sql stable security definer set search_path = pg_catalog, sec, public as $$
  select c.agency_id, c."right", p.commune, count(*),
         count(*) filter (where c.state = 'obtained'), count(*) filter (where c.state = 'refused'),
         count(*) filter (where c.state in ('open', 'appealed')),
         case when count(*) filter (where c.state = 'obtained') >= 5 then
           percentile_disc(0.5) within group (order by c.state_on - c.opened_on)
             filter (where c.state = 'obtained') end,
         case when count(*) filter (where c.state = 'obtained') >= 5 then
           percentile_disc(0.9) within group (order by c.state_on - c.opened_on)
             filter (where c.state = 'obtained') end
    from public.entitlements_claim c join public.people_person p on p.id = c.person_id
   where sec.kind() = 'staff' and sec.agency() is not null
     and c.opened_on >= since and c.opened_on < until
     and (sec.desk() is null or c.agency_id = sec.desk()) and not p.is_protected
     and (wanted_right = '' or c."right" = wanted_right) and (wanted_commune = '' or p.commune = wanted_commune)
     and (wanted_agency is null or c.agency_id = wanted_agency)
   group by c.agency_id, c."right", p.commune
  having sec.desk() is not null or count(*) >= 5
$$;
revoke all on function sec.days_to_access(date, date, text, text, uuid) from public;
grant execute on function sec.days_to_access(date, date, text, text, uuid) to darna_app;
grant select on public.entitlements_claim, public.people_person to darna_guard;
create index claim_opened_in_an_agency on entitlements_claim (agency_id, opened_on)
  include (person_id, "right", state, state_on);
-- Last, for the owner can no longer grant or revoke on what the guard owns.
alter function sec.days_to_access(date, date, text, text, uuid) owner to darna_guard;
"""

#: The same, of one programme where it is asked for; the case is looked at only then.
DAYS_BY_PROGRAMME = (
    DAYS.replace(
        "wanted_agency uuid)", "wanted_agency uuid,\n                                   wanted_programme text)"
    )
    .replace("text, text, uuid)", "text, text, uuid, text)")
    .replace(
        "   group by c.agency_id",
        "     and (wanted_programme = '' or exists (select 1 from public.cases_case k\n"
        "           where k.id = c.case_id and k.programme = wanted_programme))\n   group by c.agency_id",
    )
    .replace(
        "grant select on public.entitlements_claim,", "grant select on public.cases_case, public.entitlements_claim,"
    )
)

#: The same, the signed context being read once and not for every claim: ten thousand took a second to count.
DAYS_AT_ONCE = DAYS_BY_PROGRAMME
for _asked in ("sec.kind()", "sec.agency()", "sec.desk()"):
    DAYS_AT_ONCE = DAYS_AT_ONCE.replace(_asked, f"(select {_asked})")

#: The same days, sorted only where five were obtained: PostgreSQL sets a sort up for each share of each group, and most
#: groups of a large register are of one claim or two.
_SHARES = (("0.5", "middle"), ("0.9", "slowest"))
DAYS_SORTED_ONCE = DAYS_AT_ONCE
for _share, _name in _SHARES:
    _slow = (
        f"case when count(*) filter (where c.state = 'obtained') >= 5 then\n"
        f"           percentile_disc({_share}) within group (order by c.state_on - c.opened_on)\n"
        f"             filter (where c.state = 'obtained') end"
    )
    assert DAYS_SORTED_ONCE.count(_slow) == 1
    DAYS_SORTED_ONCE = DAYS_SORTED_ONCE.replace(
        _slow,
        f"case when count(*) filter (where c.state = 'obtained') >= 5 then\n"
        f"           sec.share_of(array_agg(c.state_on - c.opened_on) filter (where c.state = 'obtained'), {_share}) end",
    )
#: The same, with those granted in part: neither obtained as it was asked for nor under way.
DAYS_WITH_PARTS = DAYS_SORTED_ONCE.replace(
    "obtained bigint, refused", "obtained bigint, partly bigint, refused"
).replace(
    "count(*) filter (where c.state = 'refused'),",
    "count(*) filter (where c.state = 'partly'), count(*) filter (where c.state = 'refused'),",
)
SHARE_OF = """
-- The first of some numbers, in their order, that reaches a share of them, as percentile_disc has it.
create function sec.share_of(numbers integer[], share numeric) returns integer language sql immutable
  set search_path = pg_catalog as $$
  select n from unnest(numbers) n order by n offset greatest(ceil(share * cardinality(numbers))::integer - 1, 0) limit 1
$$;
revoke all on function sec.share_of(integer[], numeric) from public;
grant execute on function sec.share_of(integer[], numeric) to darna_guard;
"""
NO_SHARE_OF = "drop function if exists sec.share_of(integer[], numeric);"

NO_DAYS = """
drop index if exists claim_opened_in_an_agency;
drop function if exists sec.days_to_access(date, date, text, text, uuid);
"""

NO_DAYS_BY_PROGRAMME = NO_DAYS.replace("text, text, uuid)", "text, text, uuid, text)")
