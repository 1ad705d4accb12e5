#!/usr/bin/env python3
"""Takes back what a power cut would: powercut.py FOLDER UNDO KEEP SEED

FOLDER is the data folder, UNDO what disk.so kept for it, KEEP the chance that a page which was
written but not yet synced had reached the disk all the same, SEED makes that chance.
"""
import os
import random
import struct
import sys

PAGE = 4096
RECORD = struct.Struct(f"<Q{PAGE}s")
LENGTH = struct.Struct("<q")

folder, undo, keep, seed = sys.argv[1], sys.argv[2], float(sys.argv[3]), int(sys.argv[4])
chance = random.Random(seed)
pages = taken_back = 0
# By inode: a file may have been given its name after it was written.
paths = {entry.inode(): entry.path for entry in os.scandir(folder)}

for name in sorted(os.listdir(undo)):
    journal = os.path.join(undo, name)
    path = paths.get(int(name.partition("-")[0]))
    with open(journal, "rb") as file:
        head = file.read(LENGTH.size)
        records = file.read()
    os.remove(journal)
    # No head: nothing was written since the last sync. No path: the file is gone.
    if len(head) < LENGTH.size or path is None:
        continue
    (length,) = LENGTH.unpack(head)
    grown = length
    with open(path, "r+b") as file:
        for number, before in RECORD.iter_unpack(records[: len(records) // RECORD.size * RECORD.size]):
            pages += 1
            if chance.random() < keep:
                grown = max(grown, min((number + 1) * PAGE, os.stat(path).st_size))
                continue
            taken_back += 1
            file.seek(number * PAGE)
            file.write(before)
        # A file is as long as the last page of it that had arrived.
        file.truncate(grown)

print(f"{pages} pages weren't synced, {taken_back} of them taken back")
