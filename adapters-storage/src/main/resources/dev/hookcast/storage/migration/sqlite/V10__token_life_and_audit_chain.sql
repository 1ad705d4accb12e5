-- The secret that a token had before its rotation, as long as it is valid beside the new one.
ALTER TABLE token ADD COLUMN retiring BLOB;
ALTER TABLE token ADD COLUMN retiring_until INTEGER;
-- The blocks of addresses that it works from: hexadecimal digits and a length, such as 0a000000/8,
-- a blank between two. From everywhere if there are none.
ALTER TABLE token ADD COLUMN addresses TEXT NOT NULL DEFAULT '';
-- Written about once a minute; nothing before the first use.
ALTER TABLE token ADD COLUMN last_used_at INTEGER;
