"""The SQL by which the trail notes many new rows at once: the same lines as one by one, at a third of the cost."""

ADDITIONS = r"""
create function sec.note_additions() returns trigger language plpgsql security definer
  set search_path = pg_catalog, sec, public as $$
declare
  -- The signature is checked once a statement; its parts may then be read from the setting.
  claim text[] := case when sec.kind() is not null then string_to_array(current_setting('app.ctx', true), '.') end;
  age integer := (select number from sec.epoch);
  now_in bigint := pg_current_xact_id()::text::bigint;
  common bytea := (select s.salt from sec.salt s);
begin
  -- Sealed columns stay as they are; any other value becomes a hash with the salt, which dies with the person's key.
  -- Where that salt is gone, one that nobody keeps: an erasure replayed after a restore must reveal nothing.
  insert into public.audit_change (epoch, txid, at, kind, agency_id, membership_id, subject_id,
                                   table_name, row_id, person_id, operation, fields, "values")
  select age, now_in, clock_timestamp(), claim[1], coalesce(w.whole ->> 'agency_id', nullif(claim[2], ''))::uuid,
         nullif(claim[3], '')::uuid, nullif(claim[4], '')::uuid, tg_table_name,
         coalesce(w.whole ->> 'id', w.whole ->> 'person_id')::uuid, p.person, 'INSERT',
         coalesce(h.changed, '{}'), coalesce(h.hashed, '{}'::jsonb)
    from fresh f
    cross join lateral (select to_jsonb(f) as whole offset 0) w
    cross join lateral (select case when tg_argv[0] <> '' then (w.whole ->> tg_argv[0])::uuid end as person offset 0) p
    cross join lateral (
      select coalesce((select k.salt from public.keys_personkey k where k.person_id = p.person),
                      case when p.person is not null then uuid_send(gen_random_uuid()) else common end) as salt
       offset 0) s
    cross join lateral (
      select array_agg(e.key order by e.key) as changed,
             jsonb_object_agg(e.key, jsonb_build_array(null, case when left(e.key, 7) = 'sealed_' then e.value
               else to_jsonb(left(encode(sha256(s.salt || convert_to(e.value::text, 'UTF8')), 'hex'), 32)) end)) as hashed
        from jsonb_each(w.whole) e
       where e.value not in ('null', '""', '[]', '"\\x"', 'false')) h;
  return null;
end $$;
revoke all on function sec.note_additions() from public;
-- Last, for the owner can no longer grant or revoke on what the guard owns.
alter function sec.note_additions() owner to darna_guard;
-- Later migrations of the owner hang the trigger on their tables.
set local role darna_guard;
grant execute on function sec.note_additions() to darna_owner;
reset role;
"""

NO_ADDITIONS = "drop function if exists sec.note_additions();"
