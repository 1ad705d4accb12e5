// disk.so: a disk and a clock that misbehave, for one process (LD_PRELOAD). Linux, glibc.
//
//   FAULT_DIR      the folder whose files it is about; needed
//   FAULT_UNDO     a folder: keep there what each page held before it was last synced, so that
//                  powercut.py can take back what a power cut would
//   FAULT_FAIL     CALL:ERROR:FIRST[:COUNT]  fail calls from the FIRST on, COUNT of them or for ever;
//                  CALL is write or sync, ERROR is EIO, ENOSPC or EROFS
//   FAULT_KILL     CALL:NTH[:half]  die just before the NTH call, or in the middle of that write
//   FAULT_CLOCK    a file of 8 bytes, little-endian: nanoseconds that are added to the wall clock
//
// Calls on -shm files are left alone: they are memory, and nothing after a crash reads them.
#define _GNU_SOURCE
#include <dlfcn.h>
#include <errno.h>
#include <fcntl.h>
#include <pthread.h>
#include <signal.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/stat.h>
#include <sys/time.h>
#include <sys/uio.h>
#include <time.h>
#include <unistd.h>

enum { PAGE = 4096, BUCKETS = 8192, NAME = 1024 };
enum { WRITE, SYNC, CALLS };

static ssize_t (*next_pwrite)(int, const void *, size_t, off_t);
static ssize_t (*next_write)(int, const void *, size_t);
static ssize_t (*next_pwritev)(int, const struct iovec *, int, off_t);
static int (*next_fsync)(int);
static int (*next_fdatasync)(int);
static int (*next_ftruncate)(int, off_t);
static int (*next_open)(const char *, int, ...);
static int (*next_clock)(clockid_t, struct timespec *);
static int (*next_day)(struct timeval *restrict, void *restrict);

static char folder[NAME];
static char undo[NAME];
static volatile int64_t *offset;
static pthread_mutex_t lock = PTHREAD_MUTEX_INITIALIZER;

struct rule {
  int error;
  long first;
  long count;
};
static struct rule failing[CALLS];
static struct rule killing[CALLS];
static int half;
static long calls[CALLS];

static void *real(const char *name) { return dlsym(RTLD_NEXT, name); }

static int call_named(const char *name) {
  return strncmp(name, "sync", 4) == 0 ? SYNC : WRITE;
}

static int error_named(const char *name) {
  if (strncmp(name, "ENOSPC", 6) == 0) return ENOSPC;
  if (strncmp(name, "EROFS", 5) == 0) return EROFS;
  return EIO;
}

static void read_rules(void) {
  const char *fail = getenv("FAULT_FAIL");
  if (fail) {
    struct rule *rule = &failing[call_named(fail)];
    const char *error = strchr(fail, ':') + 1;
    rule->error = error_named(error);
    rule->count = -1;
    sscanf(strchr(error, ':') + 1, "%ld:%ld", &rule->first, &rule->count);
  }
  const char *kill = getenv("FAULT_KILL");
  if (kill) {
    killing[call_named(kill)].first = atol(strchr(kill, ':') + 1);
    half = strstr(kill, ":half") != NULL;
  }
}

static void map_clock(void) {
  const char *file = getenv("FAULT_CLOCK");
  int fd = file ? next_open(file, O_RDONLY) : -1;
  if (fd >= 0) {
    void *mapped = mmap(NULL, sizeof(int64_t), PROT_READ, MAP_SHARED, fd, 0);
    offset = mapped == MAP_FAILED ? NULL : mapped;
    close(fd);
  }
}

__attribute__((constructor)) static void begin(void) {
  next_pwrite = real("pwrite64");
  next_write = real("write");
  next_pwritev = real("pwritev64");
  next_fsync = real("fsync");
  next_fdatasync = real("fdatasync");
  next_ftruncate = real("ftruncate64");
  next_open = real("open64");
  next_clock = real("clock_gettime");
  next_day = real("gettimeofday");
  const char *where = getenv("FAULT_DIR");
  const char *keep = getenv("FAULT_UNDO");
  if (where) realpath(where, folder);
  if (keep) realpath(keep, undo);
  read_rules();
  map_clock();
}

// -- files and what their pages held ------------------------------------------------------------

struct page {
  uint64_t number;
  struct page *next;
};

struct file {
  dev_t device;
  ino_t inode;
  int journal;
  int begun;
  struct page *pages[BUCKETS];
  struct file *next;
};

static struct file *files;

// The name of what is open there, if it is a file that this is about.
static int concerned(int fd, char *name) {
  char link[64];
  if (!folder[0]) return 0;
  snprintf(link, sizeof link, "/proc/self/fd/%d", fd);
  ssize_t length = readlink(link, name, NAME - 1);
  if (length <= 0) return 0;
  name[length] = 0;
  size_t prefix = strlen(folder);
  return strncmp(name, folder, prefix) == 0 && name[prefix] == '/' && !strstr(name, "-shm");
}

static struct file *known(int fd, const char *name) {
  struct stat is;
  if (!undo[0] || fstat(fd, &is) != 0 || !S_ISREG(is.st_mode)) return NULL;
  for (struct file *file = files; file; file = file->next) {
    if (file->device == is.st_dev && file->inode == is.st_ino) return file;
  }
  char journal[2 * NAME];
  struct file *file = calloc(1, sizeof *file);
  file->device = is.st_dev;
  file->inode = is.st_ino;
  const char *base = strrchr(name, '/') + 1;
  snprintf(journal, sizeof journal, "%s/%lu-%s.undo", undo, (unsigned long)is.st_ino, base);
  file->journal = next_open(journal, O_WRONLY | O_CREAT | O_TRUNC | O_APPEND, 0600);
  file->next = files;
  files = file;
  return file;
}

// A journal begins with the file's length; each record is a page's number, its bytes, and itself.
static void begin_journal(struct file *file, int fd) {
  if (file->begun) return;
  struct stat is;
  fstat(fd, &is);
  int64_t length = is.st_size;
  next_write(file->journal, &length, sizeof length);
  file->begun = 1;
}

static void remember(struct file *file, int fd, const char *name, off_t from, size_t length) {
  begin_journal(file, fd);
  if (length == 0) return;
  int reader = next_open(name, O_RDONLY);
  for (uint64_t number = from / PAGE; number <= (from + length - 1) / PAGE; number++) {
    struct page **bucket = &file->pages[number % BUCKETS];
    struct page *page = *bucket;
    while (page && page->number != number) page = page->next;
    if (page) continue;
    page = malloc(sizeof *page);
    page->number = number;
    page->next = *bucket;
    *bucket = page;
    char record[sizeof(uint64_t) + PAGE] = {0};
    memcpy(record, &number, sizeof number);
    if (reader >= 0 && pread(reader, record + sizeof number, PAGE, number * PAGE) < 0) abort();
    next_write(file->journal, record, sizeof record);
  }
  if (reader >= 0) close(reader);
}

static void forget(struct file *file) {
  for (int i = 0; i < BUCKETS; i++) {
    while (file->pages[i]) {
      struct page *page = file->pages[i];
      file->pages[i] = page->next;
      free(page);
    }
  }
  next_ftruncate(file->journal, 0);
  file->begun = 0;
}

// -- faults -------------------------------------------------------------------------------------

// Counts a call; returns the error that it shall fail with, or 0. May not return at all.
static int fate(int call, int fd, const void *bytes, size_t length, off_t at) {
  long number = ++calls[call];
  if (killing[call].first == number) {
    if (half && call == WRITE) next_pwrite(fd, bytes, length / 2, at);
    kill(getpid(), SIGKILL);
  }
  struct rule *rule = &failing[call];
  int now = rule->first > 0 && number >= rule->first &&
            (rule->count < 0 || number < rule->first + rule->count);
  return now ? rule->error : 0;
}

static off_t position(int fd) {
  struct stat is;
  if (fcntl(fd, F_GETFL) & O_APPEND) return fstat(fd, &is) == 0 ? is.st_size : 0;
  return lseek(fd, 0, SEEK_CUR);
}

// Prepares a write; returns 0 if it may go on, else -1 with errno set. The lock is held.
static int prepare(int fd, const void *bytes, size_t length, off_t at) {
  char name[NAME];
  if (!concerned(fd, name)) return 0;
  int error = fate(WRITE, fd, bytes, length, at);
  if (error) {
    errno = error;
    return -1;
  }
  struct file *file = known(fd, name);
  // What was opened with O_SYNC has reached the disk when the write returns.
  if (file && !(fcntl(fd, F_GETFL) & O_DSYNC)) remember(file, fd, name, at, length);
  return 0;
}

ssize_t pwrite64(int fd, const void *bytes, size_t length, off_t at) {
  pthread_mutex_lock(&lock);
  ssize_t done = prepare(fd, bytes, length, at) == 0 ? next_pwrite(fd, bytes, length, at) : -1;
  pthread_mutex_unlock(&lock);
  return done;
}

ssize_t pwrite(int fd, const void *bytes, size_t length, off_t at) {
  return pwrite64(fd, bytes, length, at);
}

ssize_t write(int fd, const void *bytes, size_t length) {
  char name[NAME];
  // Sockets and pipes may block: they must not do so under the lock.
  if (!concerned(fd, name)) return next_write(fd, bytes, length);
  pthread_mutex_lock(&lock);
  ssize_t done =
      prepare(fd, bytes, length, position(fd)) == 0 ? next_write(fd, bytes, length) : -1;
  pthread_mutex_unlock(&lock);
  return done;
}

ssize_t pwritev64(int fd, const struct iovec *parts, int count, off_t at) {
  char name[NAME];
  if (concerned(fd, name)) {
    fprintf(stderr, "disk.so: %s is written by pwritev, which isn't followed\n", name);
    abort();
  }
  return next_pwritev(fd, parts, count, at);
}

static int truncated(int fd, off_t length) {
  char name[NAME];
  if (!concerned(fd, name)) return next_ftruncate(fd, length);
  pthread_mutex_lock(&lock);
  struct file *file = known(fd, name);
  struct stat is;
  if (file && fstat(fd, &is) == 0) {
    size_t gone = is.st_size > length ? is.st_size - length : 0;
    remember(file, fd, name, length, gone);
  }
  int done = next_ftruncate(fd, length);
  pthread_mutex_unlock(&lock);
  return done;
}

int ftruncate64(int fd, off_t length) { return truncated(fd, length); }
int ftruncate(int fd, off_t length) { return truncated(fd, length); }

static int synced(int fd, int (*sync)(int)) {
  char name[NAME];
  if (!concerned(fd, name)) return sync(fd);
  pthread_mutex_lock(&lock);
  int error = fate(SYNC, fd, NULL, 0, 0);
  int done = error ? -1 : sync(fd);
  if (done == 0) {
    struct file *file = known(fd, name);
    if (file) forget(file);
  }
  pthread_mutex_unlock(&lock);
  if (error) errno = error;
  return done;
}

int fsync(int fd) { return synced(fd, next_fsync); }
int fdatasync(int fd) { return synced(fd, next_fdatasync); }

// -- the clock ----------------------------------------------------------------------------------

enum { BILLION = 1000000000 };

static void shift(int64_t *seconds, int64_t *nanos) {
  int64_t all = *seconds * BILLION + *nanos + *offset;
  *seconds = all / BILLION;
  *nanos = all % BILLION;
}

int clock_gettime(clockid_t clock, struct timespec *now) {
  if (!next_clock) next_clock = real("clock_gettime");
  int done = next_clock(clock, now);
  if (done == 0 && offset && (clock == CLOCK_REALTIME || clock == CLOCK_REALTIME_COARSE)) {
    int64_t seconds = now->tv_sec, nanos = now->tv_nsec;
    shift(&seconds, &nanos);
    now->tv_sec = seconds;
    now->tv_nsec = nanos;
  }
  return done;
}

int gettimeofday(struct timeval *restrict now, void *restrict zone) {
  if (!next_day) next_day = real("gettimeofday");
  int done = next_day(now, zone);
  if (done == 0 && offset) {
    int64_t seconds = now->tv_sec, nanos = now->tv_usec * 1000;
    shift(&seconds, &nanos);
    now->tv_sec = seconds;
    now->tv_usec = nanos / 1000;
  }
  return done;
}
