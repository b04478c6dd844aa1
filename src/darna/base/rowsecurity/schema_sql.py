"""The SQL of the schema `sec`: context functions owned by the guard role, readable by nobody."""

FUNCTIONS = r"""
create schema if not exists sec;
revoke all on schema sec from public;
grant usage on schema sec to darna_app, darna_portal, darna_linker, darna_stats, darna_backup, darna_migrator;
grant usage, create on schema sec to darna_guard;

create table sec.context_key (singular boolean primary key default true check (singular), ipad bytea not null, opad bytea not null);

create table sec.epoch (singular boolean primary key default true check (singular), number integer not null default 1);
insert into sec.epoch default values;

-- One place that reads the token; an expired or forged one raises, an absent one opens nothing.
create function sec.claim(part integer) returns text language plpgsql stable security definer
  set search_path = pg_catalog, sec as $$
declare
  t text := coalesce(current_setting('app.ctx', true), '');
  p text[];
  k sec.context_key;
begin
  if t = '' then return null; end if;
  p := string_to_array(t, '.');
  if cardinality(p) <> 7 then raise exception 'the context is malformed' using errcode = '28000'; end if;
  select * into strict k from sec.context_key;
  if encode(sha256(k.opad || sha256(k.ipad || convert_to(left(t, length(t) - 65), 'UTF8'))), 'hex') <> p[7] then
    raise exception 'the context is forged' using errcode = '28000';
  end if;
  if p[6]::bigint < extract(epoch from clock_timestamp()) then
    raise exception 'the context has expired' using errcode = '28000';
  end if;
  return nullif(p[part], '');
end $$;

create function sec.kind() returns text language sql stable set search_path = pg_catalog, sec
  as 'select sec.claim(1)';
create function sec.agency() returns uuid language sql stable set search_path = pg_catalog, sec
  as 'select sec.claim(2)::uuid';
create function sec.membership() returns uuid language sql stable set search_path = pg_catalog, sec
  as 'select sec.claim(3)::uuid';
create function sec.subject() returns uuid language sql stable set search_path = pg_catalog, sec
  as 'select sec.claim(4)::uuid';
-- The agency of someone whose role meets persons; null for everyone else of the same agency.
create function sec.desk() returns uuid language plpgsql stable set search_path = pg_catalog, sec as $$
begin
  if 'persons' = any (string_to_array(sec.claim(5), '+')) then return sec.claim(2)::uuid; end if;
  return null;
end $$;
-- The agency of someone whose role keeps its members; null for everyone else of the same agency.
create function sec.office() returns uuid language plpgsql stable set search_path = pg_catalog, sec as $$
begin
  if 'office' = any (string_to_array(sec.claim(5), '+')) then return sec.claim(2)::uuid; end if;
  return null;
end $$;

revoke all on all functions in schema sec from public;
grant execute on function sec.claim(integer), sec.kind(), sec.agency(), sec.membership(), sec.subject(), sec.desk(),
  sec.office() to darna_app, darna_portal, darna_owner, darna_migrator, darna_guard;
-- Last, for the owner can no longer grant or revoke on what the guard owns.
alter table sec.context_key owner to darna_guard;
alter table sec.epoch owner to darna_guard;
alter function sec.claim(integer) owner to darna_guard;
alter function sec.kind() owner to darna_guard;
alter function sec.agency() owner to darna_guard;
alter function sec.membership() owner to darna_guard;
alter function sec.subject() owner to darna_guard;
alter function sec.desk() owner to darna_guard;
alter function sec.office() owner to darna_guard;
"""

DROP = "drop schema if exists sec cascade;"
