// The schema, as steps from an empty database to the newest. A step that was released is never changed: add another.
// Owns: which tables there are. Types are such that SQLite and PostgreSQL both know or ignore them.

export interface Migration {
  name: string;
  statements: string[];
}

export const MIGRATIONS: readonly Migration[] = [
  {
    name: "players, matches, boards, reports",
    statements: [
      // match_name, match_ms: the name in the last match and when that ended; what boards show.
      `CREATE TABLE players (
        id TEXT PRIMARY KEY,
        name TEXT NOT NULL,
        hue INTEGER NOT NULL,
        created_ms BIGINT NOT NULL,
        seen_ms BIGINT NOT NULL,
        epoch INTEGER NOT NULL DEFAULT 0,
        match_name TEXT NOT NULL DEFAULT '',
        match_ms BIGINT NOT NULL DEFAULT 0)`,
      `CREATE TABLE accounts (
        email TEXT PRIMARY KEY,
        player_id TEXT NOT NULL UNIQUE REFERENCES players (id),
        password_hash TEXT NOT NULL,
        created_ms BIGINT NOT NULL)`,
      `CREATE TABLE ratings (
        player_id TEXT NOT NULL REFERENCES players (id),
        mode TEXT NOT NULL,
        mu DOUBLE PRECISION NOT NULL,
        sigma DOUBLE PRECISION NOT NULL,
        matches INTEGER NOT NULL,
        PRIMARY KEY (player_id, mode))`,
      // log_bytes: 0 when there is no log, or no longer.
      `CREATE TABLE matches (
        id TEXT PRIMARY KEY,
        mode TEXT NOT NULL,
        rated SMALLINT NOT NULL,
        room_id TEXT NOT NULL,
        seed BIGINT NOT NULL,
        round INTEGER NOT NULL,
        size TEXT NOT NULL,
        protocol INTEGER NOT NULL,
        started_ms BIGINT NOT NULL,
        ended_ms BIGINT NOT NULL,
        people INTEGER NOT NULL,
        bots INTEGER NOT NULL,
        log_bytes INTEGER NOT NULL)`,
      "CREATE INDEX matches_newest ON matches (ended_ms)",
      "CREATE INDEX matches_logged ON matches (rated, ended_ms, log_bytes) WHERE log_bytes > 0",
      `CREATE TABLE match_logs (
        match_id TEXT PRIMARY KEY REFERENCES matches (id),
        bytes BYTEA NOT NULL)`,
      // ended_ms is the match's: the index of a history needs it.
      `CREATE TABLE match_players (
        match_id TEXT NOT NULL REFERENCES matches (id),
        slot INTEGER NOT NULL,
        player_id TEXT REFERENCES players (id),
        ended_ms BIGINT NOT NULL,
        name TEXT NOT NULL,
        team INTEGER NOT NULL,
        place INTEGER NOT NULL,
        score INTEGER NOT NULL,
        kills INTEGER NOT NULL,
        deaths INTEGER NOT NULL,
        bot SMALLINT NOT NULL,
        gone SMALLINT NOT NULL,
        points_before DOUBLE PRECISION,
        points_after DOUBLE PRECISION,
        PRIMARY KEY (match_id, slot))`,
      "CREATE INDEX match_players_history ON match_players (player_id, ended_ms) WHERE player_id IS NOT NULL",
      // One row for each player, mode and span played in: a board is a stretch of the second index, however many
      // matches there were.
      `CREATE TABLE boards (
        mode TEXT NOT NULL,
        span TEXT NOT NULL,
        since_ms BIGINT NOT NULL,
        player_id TEXT NOT NULL REFERENCES players (id),
        value DOUBLE PRECISION NOT NULL,
        at_ms BIGINT NOT NULL,
        matches INTEGER NOT NULL,
        PRIMARY KEY (mode, span, since_ms, player_id))`,
      "CREATE INDEX boards_best ON boards (mode, span, since_ms, value DESC, at_ms, player_id)",
      `CREATE TABLE reports (
        id TEXT PRIMARY KEY,
        at_ms BIGINT NOT NULL,
        by_id TEXT NOT NULL,
        about_id TEXT NOT NULL,
        about_name TEXT NOT NULL,
        room_id TEXT NOT NULL,
        reason TEXT NOT NULL,
        words TEXT NOT NULL)`,
      "CREATE INDEX reports_newest ON reports (at_ms)",
      "CREATE TABLE secrets (name TEXT PRIMARY KEY, bytes BYTEA NOT NULL)",
    ],
  },
  {
    // A slot is not one player's for a whole round: somebody leaves it, and a bot or somebody else has it.
    name: "players of a match by entry",
    statements: [
      `CREATE TABLE match_entries (
        match_id TEXT NOT NULL REFERENCES matches (id),
        entry INTEGER NOT NULL,
        slot INTEGER NOT NULL,
        player_id TEXT REFERENCES players (id),
        ended_ms BIGINT NOT NULL,
        name TEXT NOT NULL,
        team INTEGER NOT NULL,
        place INTEGER NOT NULL,
        score INTEGER NOT NULL,
        kills INTEGER NOT NULL,
        deaths INTEGER NOT NULL,
        bot SMALLINT NOT NULL,
        gone SMALLINT NOT NULL,
        points_before DOUBLE PRECISION,
        points_after DOUBLE PRECISION,
        PRIMARY KEY (match_id, entry))`,
      `INSERT INTO match_entries (match_id, entry, slot, player_id, ended_ms, name, team, place, score, kills, deaths,
         bot, gone, points_before, points_after)
       SELECT match_id, slot, slot, player_id, ended_ms, name, team, place, score, kills, deaths, bot, gone,
         points_before, points_after FROM match_players`,
      "DROP TABLE match_players",
      "CREATE INDEX match_entries_history ON match_entries (player_id, ended_ms) WHERE player_id IS NOT NULL",
    ],
  },
  {
    name: "acts of operators, bans, what became of reports",
    statements: [
      `CREATE TABLE audit (
        id TEXT PRIMARY KEY,
        at_ms BIGINT NOT NULL,
        by_name TEXT NOT NULL,
        act TEXT NOT NULL,
        target TEXT NOT NULL,
        detail TEXT NOT NULL)`,
      "CREATE INDEX audit_newest ON audit (at_ms)",
      // address: a keyed hash, or "". Not bound to players: somebody may be banned who has never ended a match.
      `CREATE TABLE bans (
        player_id TEXT PRIMARY KEY,
        address TEXT NOT NULL,
        at_ms BIGINT NOT NULL,
        until_ms BIGINT NOT NULL,
        by_name TEXT NOT NULL,
        reason TEXT NOT NULL)`,
      "CREATE INDEX bans_until ON bans (until_ms)",
      "ALTER TABLE reports ADD COLUMN done TEXT NOT NULL DEFAULT ''",
      "ALTER TABLE reports ADD COLUMN done_by TEXT NOT NULL DEFAULT ''",
      "ALTER TABLE reports ADD COLUMN done_ms BIGINT NOT NULL DEFAULT 0",
    ],
  },
];
