"""SQL of the directory's guards: who keeps an entry, who reads where a confidential place lies, what follows what."""

KEEPERS = r"""
-- The agency of somebody who keeps the directory; null for everyone else of the same agency.
create function sec.keeper() returns uuid language plpgsql stable set search_path = pg_catalog, sec as $$
begin
  if 'directory' = any (string_to_array(sec.claim(5), '+')) then return sec.claim(2)::uuid; end if;
  return null;
end $$;
-- The agency of somebody who may send a person somewhere, and so must know where that is.
create function sec.sender() returns uuid language plpgsql stable set search_path = pg_catalog, sec as $$
begin
  if 'addresses' = any (string_to_array(sec.claim(5), '+')) then return sec.claim(2)::uuid; end if;
  return null;
end $$;
-- The keepers of a house of migrants also keep what no agency stands behind.
create function sec.keeps_for_others() returns boolean language sql stable set search_path = pg_catalog, sec, public
  as $$ select exists (select 1 from public.agencies_agency a where a.id = sec.keeper() and a.kind = 'maison') $$;
create function sec.keeps_entry(behind uuid, of_region text) returns boolean language sql stable
  set search_path = pg_catalog, sec, public as $$
  select case when behind is not null then coalesce(behind = sec.keeper(), false)
    else exists (select 1 from public.agencies_agency a left join public.places_province p on p.code = a.province
                  where a.id = sec.keeper() and a.kind = 'maison' and of_region in ('', coalesce(p.region_id, '')))
    end
$$;
-- An organisation that gets an agency takes all it offers along; later changes follow by the foreign keys.
create function sec.directory_follows() returns trigger language plpgsql security definer
  set search_path = pg_catalog, sec, public as $$
begin
  update public.directory_service set agency_id = new.agency_id where organisation_id = new.id;
  update public.directory_location set agency_id = new.agency_id where organisation_id = new.id;
  update public.directory_confidentialplace set agency_id = new.agency_id where organisation_id = new.id;
  update public.directory_serviceatlocation set agency_id = new.agency_id where organisation_id = new.id;
  update public.directory_schedule set agency_id = new.agency_id where organisation_id = new.id;
  update public.directory_closure set agency_id = new.agency_id where organisation_id = new.id;
  return null;
end $$;
revoke all on function sec.keeper(), sec.sender(), sec.keeps_for_others(), sec.keeps_entry(uuid, text),
  sec.directory_follows() from public;
grant execute on function sec.keeper(), sec.sender(), sec.keeps_for_others(), sec.keeps_entry(uuid, text)
  to darna_app, darna_owner, darna_migrator, darna_guard;
create trigger offers_follow_their_organisation after update of agency_id on directory_organisation
  for each row when (old.agency_id is null and new.agency_id is not null) execute function sec.directory_follows();
-- Last, for the owner can no longer grant or revoke on what the guard owns.
alter function sec.keeper() owner to darna_guard;
alter function sec.sender() owner to darna_guard;
alter function sec.keeps_for_others() owner to darna_guard;
alter function sec.keeps_entry(uuid, text) owner to darna_guard;
alter function sec.directory_follows() owner to darna_guard;
"""

NO_KEEPERS = """
drop trigger if exists offers_follow_their_organisation on directory_organisation;
drop function if exists sec.directory_follows();
drop function if exists sec.keeps_entry(uuid, text);
drop function if exists sec.keeps_for_others();
drop function if exists sec.sender();
drop function if exists sec.keeper();
"""

#: Any member of any agency, and the jobs they start; nobody with a link alone, and not the public yet.
READERS = "(select sec.kind()) in ('staff', 'job') and (select sec.agency()) is not null"
#: Drafts are for those who keep the directory.
PUBLISHED = f"{READERS} and (state <> 'draft' or (select sec.keeper()) is not null)"
KEPT = "sec.keeps_entry(agency_id, region)"
#: What an entry may become: still the keeper's, or handed over to the agency that stands behind it.
HANDED_OVER = f"({KEPT} or agency_id is not null and (select sec.keeps_for_others()))"


def kept_with_organisation(table: str) -> str:
    """The row's organisation is the keeper's to write, and the row says so truly."""
    return (
        f"exists (select 1 from directory_organisation o where o.id = {table}.organisation_id "
        f"and o.agency_id is not distinct from {table}.agency_id and sec.keeps_entry(o.agency_id, o.region))"
    )


#: (child, column, parent, name): a row points at things of its own organisation only.
_SAME_ORGANISATION = (
    ("directory_confidentialplace", "location_id", "directory_location", "confidential_place_is_of_its_organisation"),
    ("directory_serviceatlocation", "location_id", "directory_location", "offer_is_at_a_place_of_its_organisation"),
    ("directory_serviceatlocation", "service_id", "directory_service", "offer_is_of_a_service_of_its_organisation"),
    ("directory_schedule", "location_id", "directory_location", "schedule_is_of_a_place_of_its_organisation"),
    ("directory_schedule", "offer_id", "directory_serviceatlocation", "schedule_is_of_an_offer_of_its_organisation"),
    ("directory_closure", "location_id", "directory_location", "closure_is_of_a_place_of_its_organisation"),
)
_FOLLOWING = (
    "directory_service",
    "directory_location",
    "directory_confidentialplace",
    "directory_serviceatlocation",
    "directory_schedule",
    "directory_closure",
)


def _ties() -> list[tuple[str, str, str]]:
    same = [
        (child, name, f"({column}, organisation_id) references {parent} (id, organisation_id)")
        for child, column, parent, name in _SAME_ORGANISATION
    ]
    following = [
        (
            child,
            f"{child.removeprefix('directory_')}_is_of_the_agency_of_its_organisation",
            "(organisation_id, agency_id) references directory_organisation (id, agency_id) on update cascade",
        )
        for child in _FOLLOWING
    ]
    return same + following


TIES = "\n".join(f"alter table {child} add constraint {name} foreign key {tie};" for child, name, tie in _ties())
NO_TIES = "\n".join(f"alter table {child} drop constraint if exists {name};" for child, name, _tie in _ties())
