-- What a token needs for its life; what the columns hold is said in SQLite's V10.
ALTER TABLE token
  ADD COLUMN retiring BYTEA,
  ADD COLUMN retiring_until BIGINT,
  ADD COLUMN addresses TEXT NOT NULL DEFAULT '',
  ADD COLUMN last_used_at BIGINT;
