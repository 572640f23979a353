/* Refuses every change of anything below one folder from the N-th on, as a full or a read-only disk does.
 *
 * Preloaded by the fault tests. FAIL_BELOW is the folder (absolute, resolved), FAIL_FROM the number of the first call
 * that fails, FAIL_WITH `full` or `readonly`. A full disk refuses what takes space; a read-only one refuses everything.
 * Each process counts for itself. When a call was refused, the file FAIL_MARK appears.
 */
#define _GNU_SOURCE
#include <dlfcn.h>
#include <errno.h>
#include <fcntl.h>
#include <limits.h>
#include <stdarg.h>
#include <stdatomic.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <sys/syscall.h>
#include <sys/types.h>
#include <sys/uio.h>
#include <unistd.h>

static atomic_long counted;

static int is_readonly(void)
{
	const char *with = getenv("FAIL_WITH");
	return with && strcmp(with, "readonly") == 0;
}

static int is_below(const char *path)
{
	const char *folder = getenv("FAIL_BELOW");
	size_t length = folder ? strlen(folder) : 0;
	return length && strncmp(path, folder, length) == 0 &&
	       (path[length] == '/' || path[length] == '\0');
}

static int link_is_below(const char *link, const char *path)
{
	char base[PATH_MAX], whole[2 * PATH_MAX + 2];
	ssize_t length = readlink(link, base, sizeof base - 1);

	if (length < 0)
		return 0;
	base[length] = '\0';
	snprintf(whole, sizeof whole, "%s%s%s", base, path ? "/" : "", path ? path : "");
	return is_below(whole);
}

static int path_is_below(int dirfd, const char *path)
{
	char link[64];

	if (!path || path[0] == '/')
		return path && is_below(path);
	if (dirfd == AT_FDCWD)
		return link_is_below("/proc/self/cwd", path);
	snprintf(link, sizeof link, "/proc/self/fd/%d", dirfd);
	return link_is_below(link, path);
}

static int fd_is_below(int fd)
{
	char link[64];

	snprintf(link, sizeof link, "/proc/self/fd/%d", fd);
	return link_is_below(link, NULL);
}

/* Whether this change is refused; errno says why. */
static int refused(int below, int takes_space)
{
	const char *from = getenv("FAIL_FROM");
	const char *mark = getenv("FAIL_MARK");
	int fd;

	if (!below || !from || atomic_fetch_add(&counted, 1) + 1 < atol(from))
		return 0;
	if (!takes_space && !is_readonly())
		return 0;
	fd = mark ? (int)syscall(SYS_openat, AT_FDCWD, mark, O_WRONLY | O_CREAT, 0666) : -1;
	if (fd >= 0)
		syscall(SYS_close, fd);
	errno = is_readonly() ? EROFS : ENOSPC;
	return 1;
}

static void *real(const char *name)
{
	void *found = dlsym(RTLD_NEXT, name);
	if (!found)
		abort();
	return found;
}

#define REAL(type, name, ...) ((type (*)(__VA_ARGS__))real(name))

#define CHANGE(type, name, below, takes_space, declared, passed, ...)  \
	type name declared                                             \
	{                                                              \
		if (refused(below, takes_space))                       \
			return -1;                                     \
		return REAL(type, #name, __VA_ARGS__) passed;          \
	}

CHANGE(ssize_t, write, fd_is_below(fd), 1, (int fd, const void *b, size_t n), (fd, b, n), int, const void *, size_t)
CHANGE(ssize_t, pwrite, fd_is_below(fd), 1, (int fd, const void *b, size_t n, off_t o), (fd, b, n, o), int, const void *, size_t, off_t)
CHANGE(ssize_t, pwrite64, fd_is_below(fd), 1, (int fd, const void *b, size_t n, off64_t o), (fd, b, n, o), int, const void *, size_t, off64_t)
CHANGE(ssize_t, writev, fd_is_below(fd), 1, (int fd, const struct iovec *v, int n), (fd, v, n), int, const struct iovec *, int)
CHANGE(int, ftruncate, fd_is_below(fd), 1, (int fd, off_t n), (fd, n), int, off_t)
CHANGE(int, ftruncate64, fd_is_below(fd), 1, (int fd, off64_t n), (fd, n), int, off64_t)
CHANGE(int, rename, path_is_below(AT_FDCWD, b), 0, (const char *a, const char *b), (a, b), const char *, const char *)
CHANGE(int, link, path_is_below(AT_FDCWD, b), 1, (const char *a, const char *b), (a, b), const char *, const char *)
CHANGE(int, linkat, path_is_below(db, b), 1, (int da, const char *a, int db, const char *b, int f), (da, a, db, b, f), int, const char *, int, const char *, int)
CHANGE(int, unlink, path_is_below(AT_FDCWD, path), 0, (const char *path), (path), const char *)
CHANGE(int, unlinkat, path_is_below(d, path), 0, (int d, const char *path, int f), (d, path, f), int, const char *, int)
CHANGE(int, rmdir, path_is_below(AT_FDCWD, path), 0, (const char *path), (path), const char *)
CHANGE(int, mkdir, path_is_below(AT_FDCWD, path), 1, (const char *path, mode_t m), (path, m), const char *, mode_t)
CHANGE(int, mkdirat, path_is_below(d, path), 1, (int d, const char *path, mode_t m), (d, path, m), int, const char *, mode_t)

/* A file that is there already opens on a full disk. */
static int open_refused(int dirfd, const char *path, int flags)
{
	int creates = (flags & O_CREAT) && faccessat(dirfd, path, F_OK, 0) != 0;
	int writes = (flags & (O_CREAT | O_TRUNC)) || (flags & O_ACCMODE) != O_RDONLY;

	return writes && refused(path_is_below(dirfd, path), creates);
}

#define MODE                                   \
	mode_t mode = 0;                       \
	if (flags & (O_CREAT | O_TMPFILE)) {   \
		va_list rest;                  \
		va_start(rest, flags);         \
		mode = va_arg(rest, mode_t);   \
		va_end(rest);                  \
	}

#define OPEN(name)                                                                  \
	int name(const char *path, int flags, ...)                                  \
	{                                                                           \
		MODE                                                                \
		if (open_refused(AT_FDCWD, path, flags))                            \
			return -1;                                                  \
		return REAL(int, #name, const char *, int, ...)(path, flags, mode); \
	}

#define OPENAT(name)                                                                           \
	int name(int dirfd, const char *path, int flags, ...)                                  \
	{                                                                                      \
		MODE                                                                           \
		if (open_refused(dirfd, path, flags))                                          \
			return -1;                                                             \
		return REAL(int, #name, int, const char *, int, ...)(dirfd, path, flags, mode); \
	}

OPEN(open)
OPEN(open64)
OPENAT(openat)
OPENAT(openat64)
