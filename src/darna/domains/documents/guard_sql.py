"""SQL of what a paper may become and whose files it has: the same steps that the actions take, and no other.

The triggers speak after row security did, so that a row nobody may touch is refused for that reason alone.
"""

STEPS = r"""
create function sec.paper_takes_a_step() returns trigger language plpgsql set search_path = pg_catalog, public as $$
begin
  if tg_op = 'INSERT' then
    if new.state not in ('asked', 'received') then
      raise exception 'a paper is asked for or brought first' using errcode = '23514';
    end if;
  elsif (old.state, new.state) not in (('asked', 'asked'), ('asked', 'received'),
      ('received', 'received'), ('received', 'checked'), ('received', 'refused'), ('received', 'returned'),
      ('received', 'expired'), ('refused', 'refused'), ('refused', 'received'), ('refused', 'returned'),
      ('checked', 'checked'), ('checked', 'received'), ('checked', 'expired'), ('checked', 'returned'),
      ('expired', 'expired'), ('expired', 'received'), ('expired', 'returned'),
      ('returned', 'returned'), ('returned', 'received')) then
    raise exception 'a paper does not go from % to %', old.state, new.state using errcode = '23514';
  elsif (new.made_by, new.made_at) is distinct from (old.made_by, old.made_at) then
    raise exception 'who asked for a paper does not change' using errcode = '23514';
  end if;
  if new.state = 'refused' and new.sealed_reason = ''::bytea then
    raise exception 'a paper is not accepted for a reason' using errcode = '23514';
  end if;
  if new.case_id is not null and not exists (select 1 from public.cases_case c
       where c.id = new.case_id and c.person_id = new.person_id and c.agency_id = new.agency_id) then
    raise exception 'a paper is asked for in a case of its person' using errcode = '23514';
  end if;
  return null;
end $$;

revoke all on function sec.paper_takes_a_step() from public;
create trigger paper_steps_are_known after insert or update on documents_paper
  for each row execute function sec.paper_takes_a_step();
alter table documents_paperfile add constraint file_is_of_a_paper_of_its_person
  foreign key (paper_id, person_id, agency_id) references documents_paper (id, person_id, agency_id);
alter table documents_paperpiece add constraint piece_is_of_a_file_of_its_person
  foreign key (file_id, person_id, agency_id) references documents_paperfile (id, person_id, agency_id);
-- Last, for the owner can no longer grant or revoke on what the guard owns.
alter function sec.paper_takes_a_step() owner to darna_guard;
"""

DROP_STEPS = """
alter table documents_paperpiece drop constraint if exists piece_is_of_a_file_of_its_person;
alter table documents_paperfile drop constraint if exists file_is_of_a_paper_of_its_person;
drop trigger if exists paper_steps_are_known on documents_paper;
drop function if exists sec.paper_takes_a_step();
"""
