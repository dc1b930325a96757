import { sql, type Migration } from 'kysely';

/** Forward only; written to PostgreSQL 15, the older of the two engines. */
export const migrations: Readonly<Record<string, Migration>> = {
  '0001-readings-and-logs': {
    up: async (db) => {
      // Partitioned by when a reading arrived, so that a late one is kept as long as any other and dropping is one statement.
      await sql`create table observations (
        series integer not null,
        phenomenon_ms bigint not null,
        received_ms bigint not null,
        value double precision not null,
        quality smallint not null
      ) partition by range (received_ms)`.execute(db);
      await sql`create index observations_series on observations (series, phenomenon_ms)`.execute(db);
      await sql`create index observations_time on observations (phenomenon_ms)`.execute(db);
      await sql`create table log_entries (
        log text not null,
        seq bigint not null,
        known_ms bigint not null,
        body jsonb not null,
        primary key (log, seq)
      )`.execute(db);
      await sql`create function refuse_change() returns trigger language plpgsql as
        $$ begin raise exception 'log entries are never changed'; end $$`.execute(db);
      await sql`create trigger log_entries_stay before update or delete on log_entries
        for each row execute function refuse_change()`.execute(db);
      await sql`create table answered (
        person text not null,
        key text not null,
        request text not null,
        at_ms bigint not null,
        answer jsonb not null,
        primary key (person, key)
      )`.execute(db);
    },
  },
  '0002-means-and-keyframes': {
    up: async (db) => {
      // A row stands for `n` readings from `since_ms` to `phenomenon_ms`; one reading leaves the four columns empty.
      await sql`alter table observations
        add column n integer not null default 1,
        add column since_ms bigint,
        add column low double precision,
        add column high double precision,
        add column last double precision`.execute(db);
      // What came after its moment had passed is looked for by itself: 4 is `quality.late`.
      await sql`create index observations_late on observations (received_ms) where quality & 4 <> 0`.execute(
        db,
      );
      // The whole city as it was known at a moment, packed as one live frame (contracts/live), so that a seek reads one row.
      await sql`create table keyframes (
        at_ms bigint primary key,
        revision bigint not null,
        frame bytea not null
      )`.execute(db);
      // The readings of series that were ever switched to another scenario belong to it: which one ruled since when.
      await sql`create table scenario_switches (
        at_ms bigint primary key,
        scenario text not null,
        person text not null
      )`.execute(db);
    },
  },
  '0003-gaps-and-wider-partitions': {
    up: async (db) => {
      await sql`create table gaps (
        id integer generated always as identity primary key,
        from_ms bigint not null,
        to_ms bigint,
        rows bigint,
        reason text not null check (reason in ('shed', 'restart', 'away'))
      )`.execute(db);
      await sql`create table backfill (
        id integer primary key check (id = 1),
        revision bigint not null,
        until_ms bigint not null,
        done integer not null
      )`.execute(db);
      // Partitions were ten minutes wide. What they hold moves into ones of six hours, named by their number.
      await sql`do $$
        declare
          old record;
          number bigint;
        begin
          create temporary table moved (like observations) on commit drop;
          for old in select inhrelid::regclass as name from pg_inherits
            where inhparent = 'observations'::regclass loop
            execute format('insert into moved select * from %s', old.name);
            execute format('drop table %s', old.name);
          end loop;
          for number in select distinct received_ms / 21600000 from moved loop
            execute format('create table %I partition of observations for values from (%s) to (%s)',
              'observations_' || number, number * 21600000, (number + 1) * 21600000);
          end loop;
          insert into observations select * from moved;
        end $$`.execute(db);
    },
  },
  '0004-reading-counts': {
    up: async (db) => {
      // What the time bar draws: counted as readings come, so that a day's density never scans them.
      await sql`create table reading_counts (
        minute_ms bigint primary key,
        readings bigint not null,
        late bigint not null
      )`.execute(db);
    },
  },
  '0005-sign-history': {
    up: async (db) => {
      // What the positions of a look's arrays are: another version of the definitions has other ones.
      await sql`create table sign_layouts (
        layout text primary key,
        columns jsonb not null
      )`.execute(db);
      await sql`create table sign_looks (
        scope text not null,
        at_ms bigint not null,
        layout text not null references sign_layouts,
        generated boolean not null,
        figures double precision[] not null,
        measure_states smallint[] not null,
        sign_states smallint[] not null,
        primary key (scope, at_ms)
      )`.execute(db);
      await sql`create index sign_looks_time on sign_looks (at_ms)`.execute(db);
      await sql`create table sign_fill (
        id integer primary key check (id = 1),
        until_ms bigint not null,
        done integer not null
      )`.execute(db);
    },
  },
  '0006-hand-overs': {
    up: async (db) => {
      // One row a page; the very text that was hashed is kept, so that anybody can hash it again.
      await sql`create table handovers (
        number bigint primary key,
        version integer not null,
        state text not null check (state in ('draft', 'offered', 'signed')),
        draft jsonb not null,
        content text,
        head text,
        hash text,
        check (state = 'draft' or content is not null),
        check (state <> 'signed' or (head is not null and hash is not null))
      )`.execute(db);
      await sql`create unique index handovers_open on handovers ((1)) where state <> 'signed'`.execute(db);
      await sql`create function refuse_signed_change() returns trigger language plpgsql as $$
        begin
          if old.state = 'signed' then raise exception 'signed hand-over pages are never changed'; end if;
          if tg_op = 'DELETE' then return old; end if;
          return new;
        end $$`.execute(db);
      await sql`create function refuse_emptying() returns trigger language plpgsql as
        $$ begin raise exception 'signed hand-over pages are never changed'; end $$`.execute(db);
      await sql`create trigger handovers_stay before update or delete on handovers
        for each row execute function refuse_signed_change()`.execute(db);
      await sql`create trigger handovers_never_emptied before truncate on handovers
        for each statement execute function refuse_emptying()`.execute(db);
      // What the door refused by the minute, so that a shift can be told its own; a start leaves a row of nothing.
      await sql`create table refusal_counts (
        minute_ms bigint not null,
        reason text not null,
        refused bigint not null,
        primary key (minute_ms, reason)
      )`.execute(db);
    },
  },
};
