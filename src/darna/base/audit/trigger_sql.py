"""The SQL that writes the trail: a trigger for rows and a function for entries, both owned by the guard role."""

WRITERS = r"""
create table sec.salt (singular boolean primary key default true check (singular), salt bytea not null default
  decode(replace(gen_random_uuid()::text || gen_random_uuid()::text, '-', ''), 'hex'));
insert into sec.salt default values;

create function sec.note_change() returns trigger language plpgsql security definer
  set search_path = pg_catalog, sec, public as $$
declare
  old_row jsonb := case when tg_op = 'INSERT' then '{}'::jsonb else to_jsonb(old) end;
  new_row jsonb := case when tg_op = 'DELETE' then '{}'::jsonb else to_jsonb(new) end;
  whole jsonb := old_row || new_row;
  person uuid := case when tg_argv[0] <> '' then (whole ->> tg_argv[0])::uuid end;
  own_salt bytea;
  changed text[];
  hashed jsonb;
  -- The signature is checked once a row; its parts may then be read from the setting.
  claim text[] := case when sec.kind() is not null then string_to_array(current_setting('app.ctx', true), '.') end;
begin
  select s.salt into own_salt from public.keys_personkey s where s.person_id = person;
  -- Where the person's salt is gone, one that nobody keeps: an erasure replayed after a restore must reveal nothing.
  if own_salt is null and person is not null then own_salt := uuid_send(gen_random_uuid()); end if;
  if own_salt is null then select salt into own_salt from sec.salt; end if;
  -- Sealed columns stay as they are; any other value becomes a hash with the salt, which dies with the person's key.
  -- Written out here, for a function of its own would be called twice a column of every row.
  select array_agg(f.k order by f.k), coalesce(jsonb_object_agg(f.k, jsonb_build_array(
           case when f.o is null or f.o = 'null'::jsonb then null when left(f.k, 7) = 'sealed_' then f.o
                else to_jsonb(left(encode(sha256(own_salt || convert_to(f.o::text, 'UTF8')), 'hex'), 32)) end,
           case when f.n is null or f.n = 'null'::jsonb then null when left(f.k, 7) = 'sealed_' then f.n
                else to_jsonb(left(encode(sha256(own_salt || convert_to(f.n::text, 'UTF8')), 'hex'), 32)) end)),
           '{}'::jsonb)
    into changed, hashed
    from (select k, old_row -> k as o, new_row -> k as n from jsonb_object_keys(whole) k) f
   where f.o is distinct from f.n
     and not (coalesce(f.o, 'null'::jsonb) in ('null', '""', '[]', '"\\x"', 'false')
              and coalesce(f.n, 'null'::jsonb) in ('null', '""', '[]', '"\\x"', 'false'));
  if changed is null and tg_op = 'UPDATE' then return null; end if;
  insert into public.audit_change (epoch, txid, at, kind, agency_id, membership_id, subject_id,
                                   table_name, row_id, person_id, operation, fields, "values")
  values ((select number from sec.epoch), pg_current_xact_id()::text::bigint, clock_timestamp(), claim[1],
          coalesce(whole ->> 'agency_id', nullif(claim[2], ''))::uuid, nullif(claim[3], '')::uuid,
          nullif(claim[4], '')::uuid, tg_table_name, coalesce(whole ->> 'id', whole ->> 'person_id')::uuid, person,
          tg_op, coalesce(changed, '{}'), hashed);
  return null;
end $$;

create function sec.record_entry(verb text, object_kind text, object_id uuid, person_id uuid, detail bytea)
  returns void language plpgsql security definer set search_path = pg_catalog, sec, public as $$
begin
  if sec.kind() is null then raise exception 'nobody acts' using errcode = '28000'; end if;
  insert into public.audit_entry (epoch, txid, at, kind, agency_id, membership_id, subject_id,
                                  verb, object_kind, object_id, person_id, detail)
  values ((select number from sec.epoch), pg_current_xact_id()::text::bigint, clock_timestamp(), sec.kind(),
          sec.agency(), sec.membership(), sec.subject(), verb, object_kind, object_id, person_id, detail);
end $$;

-- Rights come before the change of owner: afterwards the owner of the tables could neither take nor give them.
revoke all on function sec.note_change(),
  sec.record_entry(text, text, uuid, uuid, bytea) from public;
grant execute on function sec.record_entry(text, text, uuid, uuid, bytea) to darna_app;
grant usage on all sequences in schema public to darna_guard;

-- Nobody rewrites the trail, not even its owner by mistake.
create function sec.refuse_rewriting() returns trigger language plpgsql set search_path = pg_catalog as $$
begin raise exception 'the audit trail is append-only' using errcode = '42501'; end $$;
revoke all on function sec.refuse_rewriting() from public;
create trigger trail_is_append_only before update or delete or truncate on audit_change
  for each statement execute function sec.refuse_rewriting();
create trigger trail_is_append_only before update or delete or truncate on audit_entry
  for each statement execute function sec.refuse_rewriting();
create trigger seals_are_append_only before update or delete or truncate on audit_seal
  for each statement execute function sec.refuse_rewriting();
-- Last, for the owner can no longer grant or revoke on what the guard owns.
alter table sec.salt owner to darna_guard;
alter function sec.note_change() owner to darna_guard;
alter function sec.record_entry(text, text, uuid, uuid, bytea) owner to darna_guard;
alter function sec.refuse_rewriting() owner to darna_guard;
-- Later migrations of the owner hang the trigger on their tables.
set local role darna_guard;
grant execute on function sec.note_change(), sec.refuse_rewriting() to darna_owner;
reset role;
"""

DROP_WRITERS = """
drop trigger if exists trail_is_append_only on audit_change;
drop trigger if exists trail_is_append_only on audit_entry;
drop trigger if exists seals_are_append_only on audit_seal;
drop function if exists sec.refuse_rewriting() cascade;
drop function if exists sec.record_entry(text, text, uuid, uuid, bytea);
drop function if exists sec.note_change() cascade;
drop table if exists sec.salt;
"""
