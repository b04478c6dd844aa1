"""SQL of the guards of the law: who keeps it, what a revision may become, and the views that everybody reads."""

KEEPERS = r"""
-- The house of somebody who keeps or approves the law; null for everyone else. The law is one for all houses of
-- migrants, and nobody of another agency changes what everybody's decisions rest on.
create function sec.law_keeper() returns uuid language plpgsql stable set search_path = pg_catalog, sec, public as $$
begin
  if 'law' = any (string_to_array(sec.claim(5), '+')) then
    return (select a.id from public.agencies_agency a where a.id = sec.claim(2)::uuid and a.kind = 'maison');
  end if;
  return null;
end $$;
-- What was proposed is decided once, by the hand of whoever acts, and never rewritten.
create function sec.keep_revision() returns trigger language plpgsql set search_path = pg_catalog, sec as $$
begin
  if tg_op = 'DELETE' then
    raise exception 'a revision of the law stays written' using errcode = '23514';
  end if;
  if tg_op = 'INSERT' then
    if current_user = 'darna_app' and (new.state <> 'proposed'
       or (new.proposed_by, new.proposed_account) is distinct from (sec.membership(), sec.subject())) then
      -- A refusal of a right, as row security says it: this trigger speaks before its policies do.
      raise exception 'a revision begins as a proposal of whoever writes it' using errcode = '42501';
    end if;
    return new;
  end if;
  if old.state <> 'proposed' then
    raise exception 'a revision that was decided never changes' using errcode = '23514';
  end if;
  if (to_jsonb(new) - array['state', 'decided_at', 'decided_by', 'decided_account', 'decision_reason', 'version'])
     is distinct from
     (to_jsonb(old) - array['state', 'decided_at', 'decided_by', 'decided_account', 'decision_reason', 'version']) then
    raise exception 'what was proposed is not rewritten' using errcode = '23514';
  end if;
  if new.state <> 'proposed' and current_user = 'darna_app'
     and (new.decided_by, new.decided_account) is distinct from (sec.membership(), sec.subject()) then
    raise exception 'nobody decides in the name of another' using errcode = '23514';
  end if;
  return new;
end $$;
revoke all on function sec.law_keeper(), sec.keep_revision() from public;
grant execute on function sec.law_keeper() to darna_app, darna_owner, darna_migrator, darna_guard;
create trigger revision_is_decided_once before insert or update or delete on law_rulerevision
  for each row execute function sec.keep_revision();
-- Last, for the owner can no longer grant or revoke on what the guard owns.
alter function sec.law_keeper() owner to darna_guard;
alter function sec.keep_revision() owner to darna_guard;
"""

NO_KEEPERS = """
drop trigger if exists revision_is_decided_once on law_rulerevision;
drop function if exists sec.keep_revision();
drop function if exists sec.law_keeper();
"""

#: Views of the guard, which looks past row security: they themselves say what is public. Nobody's name is in them.
PUBLISHED = r"""
create schema if not exists published;
grant usage on schema published to darna_portal, darna_app, darna_backup, darna_guard;

create view published.law_revisions with (security_barrier = true) as
  select r.id as revision_id, r.name, r.value, r.valid_from, r.source, r.article, r.says, r.certainty, r.checked_on,
         r.reason, r.decided_at as approved_at
    from public.law_rulerevision r where r.state = 'approved';

create view published.law_rechecks with (security_barrier = true) as
  select c.name, c.valid_from, c.checked_on, c.rechecked_at from public.law_recheck c;

-- One row that changes with every approval and every reading, so that a program knows when to read them anew.
create view published.law_mark with (security_barrier = true) as
  select (select count(*) from published.law_revisions) as revisions,
         (select max(approved_at) from published.law_revisions) as approved_at,
         (select count(*) from published.law_rechecks) as rechecks,
         (select max(rechecked_at) from published.law_rechecks) as rechecked_at;

revoke all on published.law_revisions, published.law_rechecks, published.law_mark from public;
grant select on published.law_revisions, published.law_rechecks, published.law_mark
  to darna_portal, darna_app, darna_backup;
-- Last, for the owner can no longer grant or revoke on what the guard owns.
grant create on schema published to darna_guard;
alter view published.law_revisions owner to darna_guard;
alter view published.law_rechecks owner to darna_guard;
alter view published.law_mark owner to darna_guard;
revoke create on schema published from darna_guard;
"""

NOT_PUBLISHED = """
drop view if exists published.law_mark;
drop view if exists published.law_rechecks;
drop view if exists published.law_revisions;
"""

#: Every house reads what is proposed; everybody else reads what the views show.
KEPT = "(select sec.law_keeper()) is not null"
PROPOSED_HERE = "agency_id = (select sec.law_keeper()) and state = 'proposed'"
DECIDED = "(select sec.law_keeper()) is not null and state = 'proposed'"
READ_HERE = (
    "agency_id = (select sec.law_keeper()) and rechecked_by = (select sec.membership()) "
    "and rechecked_account = (select sec.subject())"
)
