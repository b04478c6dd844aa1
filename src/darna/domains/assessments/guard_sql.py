"""SQL of who keeps instruments, and of what a version and a questionnaire may become."""

KEEPING = r"""
-- The agency of somebody who keeps its questionnaires; null for everyone else.
create function sec.instrument_keeper() returns uuid language sql stable set search_path = pg_catalog, sec, public as $$
  select m.agency_id from public.agencies_membership m
   where m.id = sec.membership() and m.agency_id = coalesce(sec.desk(), sec.office()) and m.ended_at is null
     and m.role in ('supervisor', 'agency_administrator')
$$;
create function sec.keep_instrument() returns trigger language plpgsql set search_path = pg_catalog, sec as $$
begin
  if tg_op = 'DELETE' then
    if old.state <> 'draft' then
      raise exception 'a questionnaire that was in use is never removed' using errcode = '23514';
    end if;
    return old;
  end if;
  if tg_op = 'INSERT' then
    if current_user = 'darna_app' and new.state <> 'draft' then
      -- A refusal of a right, as row security says it: this trigger speaks before its policies do.
      raise exception 'a version begins as a draft' using errcode = '42501';
    end if;
    return new;
  end if;
  if (old.state, new.state) not in (('draft', 'draft'), ('draft', 'published'), ('published', 'withdrawn'))
     and to_jsonb(new) is distinct from to_jsonb(old) then
    raise exception 'a version does not go from % to %', old.state, new.state using errcode = '23514';
  end if;
  if (to_jsonb(new) - array['state', 'published_at', 'published_by', 'withdrawn_at', 'withdrawn_by', 'version'])
     is distinct from
     (to_jsonb(old) - array['state', 'published_at', 'published_by', 'withdrawn_at', 'withdrawn_by', 'version']) then
    raise exception 'what was checked is not rewritten' using errcode = '23514';
  end if;
  if old.state = 'draft' and new.state = 'published' and current_user = 'darna_app'
     and new.published_by is distinct from sec.membership() then
    raise exception 'nobody publishes in the name of another' using errcode = '23514';
  end if;
  return new;
end $$;

create function sec.questionnaire_takes_a_step() returns trigger language plpgsql
  set search_path = pg_catalog, public as $$
begin
  if tg_op = 'DELETE' then
    if old.state <> 'draft' then
      raise exception 'a completed questionnaire stays' using errcode = '23514';
    end if;
    return null;
  end if;
  if tg_op = 'INSERT' then
    if new.state <> 'draft' then
      raise exception 'a questionnaire begins unanswered' using errcode = '23514';
    end if;
    if not exists (select 1 from public.assessments_instrumentversion v
                    where v.id = new.instrument_version_id and v.instrument = new.instrument and v.state <> 'draft'
                      and (v.state = 'published' or new.corrects_id is not null)
                      and (v.agency_id is null or v.agency_id = new.agency_id)) then
      raise exception 'a questionnaire is answered with a published version' using errcode = '23514';
    end if;
    if new.corrects_id is not null and not exists (select 1 from public.assessments_questionnaire q
        where q.id = new.corrects_id and q.case_id = new.case_id and q.state = 'completed'
          and q.instrument_version_id = new.instrument_version_id and q.number = new.number - 1) then
      raise exception 'a correction is of a completed questionnaire of the case' using errcode = '23514';
    end if;
    return null;
  end if;
  if (old.state, new.state) not in (('draft', 'draft'), ('draft', 'completed'), ('completed', 'completed'),
      ('completed', 'replaced'), ('replaced', 'replaced')) then
    raise exception 'a questionnaire does not go from % to %', old.state, new.state using errcode = '23514';
  end if;
  if (new.case_id, new.instrument_version_id, new.instrument, new.number, new.corrects_id, new.begun_by)
     is distinct from
     (old.case_id, old.instrument_version_id, old.instrument, old.number, old.corrects_id, old.begun_by) then
    raise exception 'a questionnaire stays that of its case and its version' using errcode = '23514';
  end if;
  -- Emptied words are those of somebody who was erased.
  if old.state <> 'draft' and
     (new.sealed_answers is distinct from old.sealed_answers and new.sealed_answers <> ''::bytea
      or new.sealed_reason is distinct from old.sealed_reason and new.sealed_reason <> ''::bytea
      or (new.completed_at, new.completed_by, new.language) is distinct from
         (old.completed_at, old.completed_by, old.language)) then
    raise exception 'what was completed is corrected by a new questionnaire' using errcode = '23514';
  end if;
  return null;
end $$;
revoke all on function sec.instrument_keeper(), sec.keep_instrument(), sec.questionnaire_takes_a_step() from public;
grant execute on function sec.instrument_keeper() to darna_app, darna_owner, darna_migrator, darna_guard;
create trigger published_instrument_is_kept before insert or update or delete on assessments_instrumentversion
  for each row execute function sec.keep_instrument();
create trigger questionnaire_steps_are_known after insert or update or delete on assessments_questionnaire
  for each row execute function sec.questionnaire_takes_a_step();
-- Last, for the owner can no longer grant or revoke on what the guard owns.
alter function sec.instrument_keeper() owner to darna_guard;
alter function sec.keep_instrument() owner to darna_guard;
alter function sec.questionnaire_takes_a_step() owner to darna_guard;
"""

DROP_KEEPING = """
drop trigger if exists questionnaire_steps_are_known on assessments_questionnaire;
drop trigger if exists published_instrument_is_kept on assessments_instrumentversion;
drop function if exists sec.questionnaire_takes_a_step();
drop function if exists sec.keep_instrument();
drop function if exists sec.instrument_keeper();
"""
