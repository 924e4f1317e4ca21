/*
 * Faults from outside: a library that is loaded in front of the system's own (LD_PRELOAD) and stands between the real
 * program and its files. The tests in tests/tests/faults build it with the system's C compiler.
 *
 * It looks at the calls on files below one folder, counts those of the wanted kinds, and at the n-th does what it was
 * told: kills or stops the program, or lets the call fail. Each time it writes a line to a report outside of that folder:
 * a run without that line is a run in which nothing was injected. It can also keep a journal of every write, cut, sync
 * and name, from which a test makes what a power cut would have left.
 *
 * Syncs are taken down and not carried out: nobody cuts the power of the machine that runs the tests.
 *
 *   FAULTS_ROOT     the folder whose files count
 *   FAULTS_REPORT   the report
 *   FAULTS_KINDS    letters: c make or empty a file, r read, w write, t cut to a length, s sync of a file, f sync of a
 *                   folder, n rename, u remove, m make a folder
 *   FAULTS_PATH     only files whose path holds these words
 *   FAULTS_AT       n: the first call that is hit; without it, calls are only counted
 *   FAULTS_TIMES    how many calls are hit from there on (1 where it is missing)
 *   FAULTS_DO       kill, tear (half of the write, then kill), stop, segv, or the number of an error
 *   FAULTS_JOURNAL  the journal
 *   FAULTS_CLOCK    seconds by which the clock is wrong
 */
#define _GNU_SOURCE
#include <dirent.h>
#include <dlfcn.h>
#include <errno.h>
#include <execinfo.h>
#include <fcntl.h>
#include <ftw.h>
#include <limits.h>
#include <pthread.h>
#include <signal.h>
#include <stdarg.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <sys/syscall.h>
#include <sys/uio.h>
#include <time.h>
#include <unistd.h>

static char root[PATH_MAX];
static size_t root_length;
static const char *kinds = "", *only, *act = "kill";
static long at, times = 1, seen;
static long clock_wrong;
static int report = -1, journal = -1;
static pthread_mutex_t one = PTHREAD_RECURSIVE_MUTEX_INITIALIZER_NP;

/* The calls themselves, past every library. */
static long raw(long number, long a, long b, long c, long d) { return syscall(number, a, b, c, d); }

static void put(int file, const void *bytes, size_t length) {
  for (const char *from = bytes; length > 0;) {
    long written = raw(SYS_write, file, (long)from, (long)length, 0);
    if (written <= 0) return;
    from += written;
    length -= (size_t)written;
  }
}

static void tell(const char *form, ...) {
  char line[PATH_MAX + 200];
  va_list words;
  va_start(words, form);
  int length = vsnprintf(line, sizeof line, form, words);
  va_end(words);
  if (report >= 0 && length > 0) put(report, line, (size_t)length);
}

static int below_root(const char *path) {
  return root_length > 0 && strncmp(path, root, root_length) == 0 && (path[root_length] == '/' || path[root_length] == 0);
}

/* The path behind a descriptor, if it is below the folder. */
static int path_of(int file, char *path) {
  char link[64];
  snprintf(link, sizeof link, "/proc/self/fd/%d", file);
  long length = raw(SYS_readlink, (long)link, (long)path, PATH_MAX - 1, 0);
  if (length <= 0) return 0;
  path[length] = 0;
  return below_root(path);
}

/* A path as the program gave it, made absolute. */
static int absolute(int folder, const char *given, char *path) {
  char base[PATH_MAX];
  if (given[0] == '/') {
    snprintf(path, PATH_MAX, "%s", given);
  } else {
    if (folder == AT_FDCWD) {
      if (getcwd(base, sizeof base) == NULL) return 0;
    } else {
      char link[64];
      snprintf(link, sizeof link, "/proc/self/fd/%d", folder);
      long length = raw(SYS_readlink, (long)link, (long)base, PATH_MAX - 1, 0);
      if (length <= 0) return 0;
      base[length] = 0;
    }
    if (strlen(base) + strlen(given) + 2 > PATH_MAX) return 0;
    strcpy(path, base);
    strcat(path, "/");
    strcat(path, given);
  }
  return below_root(path);
}

/* Which lines of the program led here: the return addresses, as one number that is the same in each run. */
static uint64_t site(void) {
  void *frames[24];
  int count = backtrace(frames, 24);
  uint64_t sum = 1469598103934665603u;
  for (int frame = 2; frame < count; frame++) {
    Dl_info from;
    uint64_t place = dladdr(frames[frame], &from) != 0 ? (uint64_t)((char *)frames[frame] - (char *)from.dli_fbase) : 0;
    sum = (sum ^ place) * 1099511628211u;
  }
  return sum;
}

enum todo { GO_ON, FAIL, TEAR };

/* Counts a call, and says what becomes of it. The lock is held. */
static enum todo meet(char kind, const char *path) {
  if (strchr(kinds, kind) == NULL || (only != NULL && strstr(path, only) == NULL)) return GO_ON;
  seen++;
  if (at == 0 || seen < at || seen - at >= times) return GO_ON;
  tell("fired %c %ld %s %016llx %s\n", kind, seen, act, (unsigned long long)site(), path + root_length);
  if (strcmp(act, "tear") == 0 && kind == 'w') return TEAR;
  if (strcmp(act, "kill") == 0 || strcmp(act, "tear") == 0) {
    kill(getpid(), SIGKILL);
    for (;;) pause();
  }
  if (strcmp(act, "segv") == 0) {
    signal(SIGSEGV, SIG_DFL);
    kill(getpid(), SIGSEGV);
    for (;;) pause();
  }
  if (strcmp(act, "stop") == 0) {
    kill(getpid(), SIGSTOP);
    return GO_ON;
  }
  errno = atoi(act);
  return FAIL;
}

static void note(char what, uint64_t file, uint64_t place, const void *bytes, uint64_t length) {
  if (journal < 0) return;
  uint64_t numbers[3] = {file, place, length};
  put(journal, &what, 1);
  put(journal, numbers, sizeof numbers);
  put(journal, bytes, length);
}

static uint64_t inode(int file) {
  struct stat found;
  return fstat(file, &found) == 0 ? found.st_ino : 0;
}

/* Keeps a file or folder from being forgotten, so that no other one gets its number. */
static void hold(const char *path) {
  if (journal >= 0) (void)raw(SYS_openat, AT_FDCWD, (long)path, O_PATH | O_NOFOLLOW | O_CLOEXEC, 0);
}

static void note_names(char what, const char *folder) {
  if (journal < 0) return;
  int file = (int)raw(SYS_openat, AT_FDCWD, (long)folder, O_RDONLY | O_DIRECTORY | O_CLOEXEC, 0);
  if (file < 0) return;
  uint64_t number = inode(file);
  DIR *names = fdopendir(file);
  if (names == NULL) return;
  size_t length = 0, room = 4096;
  char *list = malloc(room);
  for (struct dirent *name; list != NULL && (name = readdir(names)) != NULL;) {
    if (strcmp(name->d_name, ".") == 0 || strcmp(name->d_name, "..") == 0) continue;
    size_t more = strlen(name->d_name) + 32;
    if (length + more > room) {
      room = (length + more) * 2;
      char *longer = realloc(list, room);
      if (longer == NULL) break;
      list = longer;
    }
    length += (size_t)sprintf(list + length, "%c %llu %s\n", name->d_type == DT_DIR ? 'd' : 'f',
                              (unsigned long long)name->d_ino, name->d_name);
  }
  note(what, number, 0, list, length);
  free(list);
  closedir(names);
}

static void note_parent(const char *path) {
  char folder[PATH_MAX];
  snprintf(folder, sizeof folder, "%s", path);
  char *slash = strrchr(folder, '/');
  if (slash == NULL) return;
  *slash = 0;
  if (below_root(folder)) note_names('V', folder);
}

static int hold_found(const char *path, const struct stat *found, int kind, struct FTW *place) {
  (void)found, (void)kind, (void)place;
  hold(path);
  return 0;
}

__attribute__((constructor)) static void begin(void) {
  const char *given = getenv("FAULTS_ROOT"), *out = getenv("FAULTS_REPORT"), *book = getenv("FAULTS_JOURNAL");
  if (given == NULL || out == NULL) return;
  const char *value;
  if ((value = getenv("FAULTS_KINDS")) != NULL) kinds = value;
  if ((value = getenv("FAULTS_DO")) != NULL) act = value;
  if ((value = getenv("FAULTS_AT")) != NULL) at = atol(value);
  if ((value = getenv("FAULTS_TIMES")) != NULL) times = atol(value);
  if ((value = getenv("FAULTS_CLOCK")) != NULL) clock_wrong = atol(value);
  only = getenv("FAULTS_PATH");
  report = (int)raw(SYS_openat, AT_FDCWD, (long)out, O_WRONLY | O_CREAT | O_APPEND | O_CLOEXEC, 0600);
  if (book != NULL) {
    journal = (int)raw(SYS_openat, AT_FDCWD, (long)book, O_WRONLY | O_CREAT | O_APPEND | O_CLOEXEC, 0600);
    (void)nftw(given, hold_found, 16, FTW_PHYS);
  }
  snprintf(root, sizeof root, "%s", given);
  root_length = strlen(root);
}

__attribute__((destructor)) static void end(void) { tell("seen %ld\n", seen); }

/* Opening. What only reads is left alone. */
static int open_any(int folder, const char *given, int flags, mode_t mode) {
  char path[PATH_MAX];
  int makes = (flags & (O_CREAT | O_TRUNC)) != 0 && (flags & O_DIRECTORY) == 0;
  if (!makes || !absolute(folder, given, path)) return (int)raw(SYS_openat, folder, (long)given, flags, mode);
  pthread_mutex_lock(&one);
  struct stat found;
  int there = fstatat(AT_FDCWD, path, &found, 0) == 0;
  int changes = !there || ((flags & O_TRUNC) != 0 && found.st_size > 0);
  int file = -1;
  if (!changes || meet('c', path) == GO_ON) {
    file = (int)raw(SYS_openat, folder, (long)given, flags, mode);
    if (file >= 0 && changes) {
      int why = errno;
      if (there) {
        note('T', inode(file), 0, NULL, 0);
      } else {
        hold(path);
        note_parent(path);
      }
      errno = why;
    }
  }
  pthread_mutex_unlock(&one);
  return file;
}

#define MODE \
  mode_t mode = 0; \
  if ((flags & (O_CREAT | O_TMPFILE)) != 0) { \
    va_list more; \
    va_start(more, flags); \
    mode = (mode_t)va_arg(more, int); \
    va_end(more); \
  }
int open(const char *path, int flags, ...) { MODE return open_any(AT_FDCWD, path, flags, mode); }
int open64(const char *path, int flags, ...) { MODE return open_any(AT_FDCWD, path, flags | O_LARGEFILE, mode); }
int openat(int folder, const char *path, int flags, ...) { MODE return open_any(folder, path, flags, mode); }
int openat64(int folder, const char *path, int flags, ...) { MODE return open_any(folder, path, flags | O_LARGEFILE, mode); }

/* Reading. */
static ssize_t read_any(int file, void *bytes, size_t length, int64_t place) {
  char path[PATH_MAX];
  enum todo todo = GO_ON;
  if (strchr(kinds, 'r') != NULL && path_of(file, path)) {
    pthread_mutex_lock(&one);
    todo = meet('r', path);
    pthread_mutex_unlock(&one);
  }
  if (todo != GO_ON) return -1;
  return place < 0 ? raw(SYS_read, file, (long)bytes, (long)length, 0)
                   : raw(SYS_pread64, file, (long)bytes, (long)length, place);
}
ssize_t read(int file, void *bytes, size_t length) { return read_any(file, bytes, length, -1); }
ssize_t pread(int file, void *bytes, size_t length, off_t place) { return read_any(file, bytes, length, place); }
ssize_t pread64(int file, void *bytes, size_t length, off64_t place) { return read_any(file, bytes, length, place); }

/* Writing. What goes to standard output is what the program acknowledges. */
static ssize_t write_any(int file, const void *bytes, size_t length, int64_t place) {
  char path[PATH_MAX];
  if (file == 1) {
    pthread_mutex_lock(&one);
    note('A', 0, 0, bytes, length);
    pthread_mutex_unlock(&one);
  }
  if (!path_of(file, path)) {
    return place < 0 ? raw(SYS_write, file, (long)bytes, (long)length, 0)
                     : raw(SYS_pwrite64, file, (long)bytes, (long)length, place);
  }
  pthread_mutex_lock(&one);
  enum todo todo = meet('w', path);
  ssize_t written = -1;
  if (todo != FAIL) {
    if (todo == TEAR) length = (length + 1) / 2;
    uint64_t where = place < 0 ? (uint64_t)lseek(file, 0, SEEK_CUR) : (uint64_t)place;
    written = place < 0 ? raw(SYS_write, file, (long)bytes, (long)length, 0)
                        : raw(SYS_pwrite64, file, (long)bytes, (long)length, place);
    int why = errno;
    if (written > 0) note('W', inode(file), where, bytes, (uint64_t)written);
    if (todo == TEAR) {
      kill(getpid(), SIGKILL);
      for (;;) pause();
    }
    errno = why;
  }
  pthread_mutex_unlock(&one);
  return written;
}
ssize_t write(int file, const void *bytes, size_t length) { return write_any(file, bytes, length, -1); }
ssize_t pwrite(int file, const void *bytes, size_t length, off_t place) { return write_any(file, bytes, length, place); }
ssize_t pwrite64(int file, const void *bytes, size_t length, off64_t place) { return write_any(file, bytes, length, place); }
ssize_t writev(int file, const struct iovec *parts, int count) {
  for (int part = 0; part < count; part++) {
    if (parts[part].iov_len > 0) return write_any(file, parts[part].iov_base, parts[part].iov_len, -1);
  }
  return 0;
}
/* Copies within the kernel would pass by here unseen; who is told that there are none copies by hand. */
ssize_t copy_file_range(int from, off64_t *read, int to, off64_t *written, size_t length, unsigned flags) {
  (void)from, (void)read, (void)to, (void)written, (void)length, (void)flags;
  errno = ENOSYS;
  return -1;
}
ssize_t sendfile64(int to, int from, off64_t *place, size_t length) {
  (void)to, (void)from, (void)place, (void)length;
  errno = ENOSYS;
  return -1;
}

/* Cutting to a length. */
static int cut_any(int file, off64_t length) {
  char path[PATH_MAX];
  if (!path_of(file, path)) return (int)raw(SYS_ftruncate, file, length, 0, 0);
  pthread_mutex_lock(&one);
  int done = -1;
  if (meet('t', path) == GO_ON) {
    done = (int)raw(SYS_ftruncate, file, length, 0, 0);
    if (done == 0) note('T', inode(file), (uint64_t)length, NULL, 0);
  }
  pthread_mutex_unlock(&one);
  return done;
}
int ftruncate(int file, off_t length) { return cut_any(file, length); }
int ftruncate64(int file, off64_t length) { return cut_any(file, length); }

/* Syncing. */
static int sync_any(int file, long call) {
  char path[PATH_MAX];
  struct stat found;
  if (!path_of(file, path) || fstat(file, &found) != 0) return (int)raw(call, file, 0, 0, 0);
  pthread_mutex_lock(&one);
  int folder = S_ISDIR(found.st_mode), done = -1;
  if (meet(folder ? 'f' : 's', path) == GO_ON) {
    done = 0;
    if (folder) {
      note_names('L', path);
    } else {
      note('S', found.st_ino, 0, NULL, 0);
    }
  } else if (!folder) {
    /* The system takes what it could not write for written: it is gone, whatever a later sync says. */
    note('E', found.st_ino, 0, NULL, 0);
    errno = atoi(act);
  }
  pthread_mutex_unlock(&one);
  return done;
}
int fsync(int file) { return sync_any(file, SYS_fsync); }
int fdatasync(int file) { return sync_any(file, SYS_fdatasync); }

/* Names. */
static int rename_any(int from_folder, const char *from, int to_folder, const char *to, unsigned flags) {
  char old[PATH_MAX], new[PATH_MAX];
  int ours = absolute(from_folder, from, old) & absolute(to_folder, to, new);
  if (!ours) return (int)syscall(SYS_renameat2, from_folder, from, to_folder, to, flags);
  pthread_mutex_lock(&one);
  int done = -1;
  if (meet('n', new) == GO_ON) {
    done = (int)syscall(SYS_renameat2, from_folder, from, to_folder, to, flags);
    int why = errno;
    if (done == 0) {
      note_parent(old);
      note_parent(new);
    }
    errno = why;
  }
  pthread_mutex_unlock(&one);
  return done;
}
int rename(const char *from, const char *to) { return rename_any(AT_FDCWD, from, AT_FDCWD, to, 0); }
int renameat(int from_folder, const char *from, int to_folder, const char *to) {
  return rename_any(from_folder, from, to_folder, to, 0);
}

static int remove_any(int folder, const char *given, int flags) {
  char path[PATH_MAX];
  if (!absolute(folder, given, path)) return (int)raw(SYS_unlinkat, folder, (long)given, flags, 0);
  pthread_mutex_lock(&one);
  int done = -1;
  if (meet('u', path) == GO_ON) {
    done = (int)raw(SYS_unlinkat, folder, (long)given, flags, 0);
    int why = errno;
    if (done == 0) note_parent(path);
    errno = why;
  }
  pthread_mutex_unlock(&one);
  return done;
}
int unlink(const char *path) { return remove_any(AT_FDCWD, path, 0); }
int rmdir(const char *path) { return remove_any(AT_FDCWD, path, AT_REMOVEDIR); }
int unlinkat(int folder, const char *path, int flags) { return remove_any(folder, path, flags); }

int mkdir(const char *given, mode_t mode) {
  char path[PATH_MAX];
  if (!absolute(AT_FDCWD, given, path)) return (int)raw(SYS_mkdirat, AT_FDCWD, (long)given, mode, 0);
  pthread_mutex_lock(&one);
  int done = -1;
  if (meet('m', path) == GO_ON) {
    done = (int)raw(SYS_mkdirat, AT_FDCWD, (long)given, mode, 0);
    int why = errno;
    if (done == 0) {
      hold(path);
      note_parent(path);
    }
    errno = why;
  }
  pthread_mutex_unlock(&one);
  return done;
}

/* The clock on the wall. */
int clock_gettime(clockid_t which, struct timespec *now) {
  static int told;
  int done = (int)raw(SYS_clock_gettime, which, (long)now, 0, 0);
  if (done == 0 && clock_wrong != 0 && which == CLOCK_REALTIME) {
    now->tv_sec += clock_wrong;
    if (!__atomic_exchange_n(&told, 1, __ATOMIC_RELAXED)) tell("fired k 1 clock 0000000000000000 %ld\n", clock_wrong);
  }
  return done;
}
