"""SQL of the guards of pages: who edits them, what a version may become, and the views that the public side reads."""

EDITORS = r"""
-- The agency of somebody who edits or publishes pages; null for everyone else of the same agency.
create function sec.editor() returns uuid language plpgsql stable set search_path = pg_catalog, sec as $$
begin
  if 'pages' = any (string_to_array(sec.claim(5), '+')) then return sec.claim(2)::uuid; end if;
  return null;
end $$;
-- An agency's own pages; houses of migrants also keep those that were shipped.
create function sec.edits_page(behind uuid) returns boolean language sql stable set search_path = pg_catalog, sec, public
  as $$
  select case when behind is not null then coalesce(behind = sec.editor(), false)
    else exists (select 1 from public.agencies_agency a where a.id = sec.editor() and a.kind = 'maison') end
$$;
-- A version goes on step by step, and by the hand of whoever acts; what was proposed is not rewritten.
create function sec.keep_page_version() returns trigger language plpgsql set search_path = pg_catalog, sec as $$
begin
  if tg_op = 'DELETE' then
    if old.state <> 'draft' then
      raise exception 'only the draft of a page is thrown away' using errcode = '23514';
    end if;
    return old;
  end if;
  if tg_op = 'INSERT' then
    if current_user = 'darna_app' and (new.state <> 'draft' or new.is_shipped) then
      -- A refusal of a right, as row security says it: this trigger speaks before its policies do.
      raise exception 'a version of a page begins as a draft' using errcode = '42501';
    end if;
    return new;
  end if;
  if (new.agency_id, new.page_id, new.number, new.is_shipped) is distinct from
     (old.agency_id, old.page_id, old.number, old.is_shipped) then
    raise exception 'a version stays the version of its page' using errcode = '23514';
  end if;
  if new.state <> old.state and (old.state, new.state) not in
     (('draft', 'proposed'), ('proposed', 'draft'), ('proposed', 'published'), ('published', 'retired')) then
    raise exception 'a version of a page goes on step by step' using errcode = '23514';
  end if;
  if old.state <> 'draft' and new.sources is distinct from old.sources then
    raise exception 'what was proposed is not rewritten' using errcode = '23514';
  end if;
  if new.state in ('published', 'retired') and
     (new.proposed_by, new.proposed_account, new.proposed_at) is distinct from
     (old.proposed_by, old.proposed_account, old.proposed_at) then
    raise exception 'who proposed a version stays written' using errcode = '23514';
  end if;
  if old.state in ('published', 'retired') and
     (new.published_by, new.published_account, new.published_at) is distinct from
     (old.published_by, old.published_account, old.published_at) then
    raise exception 'who published a version stays written' using errcode = '23514';
  end if;
  if old.state = 'retired' and new.state = 'retired' and to_jsonb(new) is distinct from to_jsonb(old) then
    raise exception 'a retired version of a page never changes' using errcode = '23514';
  end if;
  if old.state = 'published' and new.publish_at is distinct from old.publish_at
     and not (new.state = 'retired' and new.publish_at is null and old.publish_at > statement_timestamp()) then
    raise exception 'from when a page is shown is decided once' using errcode = '23514';
  end if;
  if current_user = 'darna_app' and (
       (old.state = 'draft' and new.state = 'proposed'
         and (new.proposed_by, new.proposed_account) is distinct from (sec.membership(), sec.subject()))
    or (old.state = 'proposed' and new.state = 'published'
         and (new.published_by, new.published_account) is distinct from (sec.membership(), sec.subject()))) then
    raise exception 'nobody proposes or publishes in the name of another' using errcode = '23514';
  end if;
  return new;
end $$;
revoke all on function sec.editor(), sec.edits_page(uuid), sec.keep_page_version() from public;
grant execute on function sec.editor(), sec.edits_page(uuid) to darna_app, darna_owner, darna_migrator, darna_guard;
create trigger page_version_goes_on_step_by_step before insert or update or delete on pages_pageversion
  for each row execute function sec.keep_page_version();
-- Last, for the owner can no longer grant or revoke on what the guard owns.
alter function sec.editor() owner to darna_guard;
alter function sec.edits_page(uuid) owner to darna_guard;
alter function sec.keep_page_version() owner to darna_guard;
"""

NO_EDITORS = """
drop trigger if exists page_version_goes_on_step_by_step on pages_pageversion;
drop function if exists sec.keep_page_version();
drop function if exists sec.edits_page(uuid);
drop function if exists sec.editor();
"""

#: Views of the guard, which looks past row security: they themselves say what is public, and nothing else does.
PUBLISHED = r"""
create schema if not exists published;
revoke all on schema published from public;
grant usage on schema published to darna_portal, darna_app, darna_backup, darna_guard;

create view published.pages with (security_barrier = true) as
  select p.id as page_id, p.slug, p.door, p.position, p.is_sensitive, p.for_minors, p.reviewed_on,
         v.id as version_id, v.number, v.publish_at as shown_since, v.sources,
         t.language, t.title, t.summary, t.body
    from public.pages_page p
    join lateral (select w.id, w.number, w.publish_at, w.sources, w.state
                    from public.pages_pageversion w
                   where w.page_id = p.id and w.state in ('published', 'retired') and w.publish_at <= statement_timestamp()
                   order by w.publish_at desc, w.number desc limit 1) v on v.state = 'published'
    join public.pages_pagetext t on t.page_version_id = v.id and t.state = 'ready';

create view published.page_images with (security_barrier = true) as
  select i.id as image_id, s.slug, i.number, i.media_type, i.size, i.body, s.language,
         case s.language when 'ar' then i.shows_ar when 'fr' then i.shows_fr when 'it' then i.shows_it
                         else i.shows_en end as shows
    from public.pages_pageimage i
    join published.pages s on s.version_id = i.page_version_id;

revoke all on published.pages, published.page_images from public;
grant select on published.pages, published.page_images to darna_portal, darna_app, darna_backup;
-- Last, for the owner can no longer grant or revoke on what the guard owns; who gets a view must be let into its schema.
grant create on schema published to darna_guard;
alter view published.pages owner to darna_guard;
alter view published.page_images owner to darna_guard;
revoke create on schema published from darna_guard;
"""

#: Pictures tell their size, and a search asks the index of the words: what is asked of a view cannot reach an index
#: behind it, so it is a function of the guard, which says itself what is public.
FOUND = r"""
drop view published.page_images;
create view published.page_images with (security_barrier = true) as
  select i.id as image_id, s.slug, i.number, i.media_type, i.size, i.body, s.language,
         case s.language when 'ar' then i.shows_ar when 'fr' then i.shows_fr when 'it' then i.shows_it
                         else i.shows_en end as shows, i.width, i.height
    from public.pages_pageimage i
    join published.pages s on s.version_id = i.page_version_id;

-- Each wish is the forms of one word with spaces between them. Pages that meet the most wishes, each of them once.
create function published.find_pages(wishes text[], spoken text, many integer, skip integer)
  returns table (slug text, door text, "position" integer, is_sensitive boolean, for_minors boolean,
                 shown_since timestamptz, language text, title text, summary text, body text, total integer)
  language sql stable security definer set search_path = pg_catalog, published, public as $$
  with wanted as (select string_to_array(one, ' ') as forms from unnest(wishes[1:8]) as one),
  candidates as materialized (
    select t.page_version_id, t.language,
           (select count(*) from wanted w where t.stems && w.forms) as hits,
           (select count(*) from wanted w where t.title_stems && w.forms) as in_title
      from public.pages_pagetext t
     where t.stems && string_to_array(array_to_string(wishes[1:8], ' '), ' ') and t.state = 'ready'),
  found as (
    select distinct on (s.slug) s.*, c.hits, c.in_title
      from candidates c join published.pages s on s.version_id = c.page_version_id and s.language = c.language
     order by s.slug, c.hits desc, (s.language = spoken) desc, c.in_title desc),
  best as (select f.*, max(f.hits) over () as most from found f)
  select b.slug, b.door, b.position, b.is_sensitive, b.for_minors, b.shown_since, b.language, b.title, b.summary, b.body,
         (count(*) over ())::integer
    from best b where b.hits = b.most
   order by (b.language = spoken) desc, b.in_title desc, b.door, b.position, b.slug
   limit least(greatest(many, 1), 50) offset greatest(skip, 0)
$$;
revoke all on published.page_images from public;
revoke all on function published.find_pages(text[], text, integer, integer) from public;
grant select on published.page_images to darna_portal, darna_app, darna_backup;
grant execute on function published.find_pages(text[], text, integer, integer) to darna_portal, darna_app;
-- Last, for the owner can no longer grant or revoke on what the guard owns.
grant create on schema published to darna_guard;
alter view published.page_images owner to darna_guard;
alter function published.find_pages(text[], text, integer, integer) owner to darna_guard;
revoke create on schema published from darna_guard;
"""

NOT_FOUND = r"""
drop function if exists published.find_pages(text[], text, integer, integer);
drop view if exists published.page_images;
create view published.page_images with (security_barrier = true) as
  select i.id as image_id, s.slug, i.number, i.media_type, i.size, i.body, s.language,
         case s.language when 'ar' then i.shows_ar when 'fr' then i.shows_fr when 'it' then i.shows_it
                         else i.shows_en end as shows
    from public.pages_pageimage i
    join published.pages s on s.version_id = i.page_version_id;
revoke all on published.page_images from public;
grant select on published.page_images to darna_portal, darna_app, darna_backup;
grant create on schema published to darna_guard;
alter view published.page_images owner to darna_guard;
revoke create on schema published from darna_guard;
"""

NOT_PUBLISHED = """
drop view if exists published.page_images;
drop view if exists published.pages;
"""

#: Who edits reads everything; everybody else reads what the views show.
EDITED = "sec.edits_page(agency_id)"


def of_page(*, is_draft: bool = False) -> str:
    """A version is written with the agency of its page."""
    same = (
        "exists (select 1 from pages_page p where p.id = pages_pageversion.page_id "
        "and p.agency_id is not distinct from pages_pageversion.agency_id)"
    )
    return f"{EDITED} and {same}" + (" and state = 'draft'" if is_draft else "")


def of_draft(table: str) -> str:
    """Words and pictures are written while their version is a draft, and with its agency."""
    return (
        f"{EDITED} and exists (select 1 from pages_pageversion v where v.id = {table}.page_version_id "
        f"and v.agency_id is not distinct from {table}.agency_id and v.state = 'draft')"
    )
