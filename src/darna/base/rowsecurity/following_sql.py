"""SQL of tables whose rows follow a person into another file when two files are merged, and back when they are parted."""

from __future__ import annotations

FOLLOWING = r"""
create table sec.follows_person (table_name text, column_name text, primary key (table_name, column_name));
create table sec.lets_through (table_name text, trigger_name text, definition text,
                               primary key (table_name, trigger_name));
grant select on sec.follows_person to darna_guard, darna_app, darna_migrator;

-- Said by a migration of every table that moves. Triggers that keep a row as it was let exactly one change through: that
-- of its person by the guard, who does nothing else to it; and nobody acts as the guard but through its functions.
create function sec.follow_person(wanted text, columns text[]) returns void language plpgsql
  set search_path = pg_catalog, sec as $$
declare t record; timing text; others text; calls text;
begin
  insert into sec.follows_person select wanted, c from unnest(columns) c;
  for t in
    select g.tgname, g.tgtype::integer as kind, pg_get_triggerdef(g.oid) as definition,
           g.tgfoid::regprocedure as calls, r.rolname = 'darna_guard' as is_guards
      from pg_trigger g join pg_proc f on f.oid = g.tgfoid join pg_roles r on r.oid = f.proowner
     where g.tgrelid = ('public.' || wanted)::regclass and not g.tgisinternal and g.tgqual is null
       and g.tgattr = ''::int2vector and g.tgtype::integer & 17 = 17
       -- These show the row to whoever may see it now, and must know of the move.
       and g.tgname not in ('change_is_noted', 'share_is_visible', 'emergency_opens_for_its_hours',
                            'emergency_shows_cases')
  loop
    insert into sec.lets_through values (wanted, t.tgname, t.definition);
    if t.is_guards then
      execute 'set local role darna_guard';
      execute format('grant execute on function %s to darna_owner', t.calls);
      execute 'reset role';
    end if;
    timing := case when t.kind & 2 = 2 then 'before' else 'after' end;
    others := concat_ws(' or ', case when t.kind & 4 = 4 then 'insert' end, case when t.kind & 8 = 8 then 'delete' end);
    calls := substring(t.definition from 'EXECUTE FUNCTION .*$');
    execute format('drop trigger %I on public.%I', t.tgname, wanted);
    if others <> '' then
      execute format('create trigger %I %s %s on public.%I for each row %s', t.tgname, timing, others, wanted, calls);
    end if;
    execute format(
      'create trigger %I %s update on public.%I for each row '
      'when (current_user <> ''darna_guard'' or new.person_id is not distinct from old.person_id) %s',
      case when others = '' then t.tgname else left(t.tgname, 52) || '_changed' end, timing, wanted, calls);
  end loop;
end $$;

create function sec.unfollow_person(wanted text) returns void language plpgsql
  set search_path = pg_catalog, sec as $$
declare t record;
begin
  for t in select l.trigger_name, l.definition from sec.lets_through l where l.table_name = wanted loop
    execute format('drop trigger if exists %I on public.%I', t.trigger_name, wanted);
    execute format('drop trigger if exists %I on public.%I', left(t.trigger_name, 52) || '_changed', wanted);
    execute t.definition;
  end loop;
  delete from sec.lets_through l where l.table_name = wanted;
  delete from sec.follows_person f where f.table_name = wanted;
end $$;
revoke all on function sec.follow_person(text, text[]), sec.unfollow_person(text) from public;
"""

NO_FOLLOWING = """
drop function if exists sec.unfollow_person(text);
drop function if exists sec.follow_person(text, text[]);
drop table if exists sec.lets_through;
drop table if exists sec.follows_person;
"""
