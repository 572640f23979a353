/* Kills the process at its N-th change of anything below one folder.
 *
 * Preloaded by the fault tests. KILL_BELOW is the folder (absolute, resolved), KILL_AT the
 * number of the call that is not survived, KILL_LOG a file outside of it that receives the name
 * of every counted call. The call that is not survived does not happen: the state it leaves is
 * the one just before it. Calls on descriptors are attributed through /proc/self/fd.
 */
#define _GNU_SOURCE
#include <dlfcn.h>
#include <errno.h>
#include <fcntl.h>
#include <limits.h>
#include <signal.h>
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

static int is_below(const char *path)
{
	const char *folder = getenv("KILL_BELOW");
	size_t length = folder ? strlen(folder) : 0;
	return length && strncmp(path, folder, length) == 0 &&
	       (path[length] == '/' || path[length] == '\0');
}

static int path_is_below(int dirfd, const char *path)
{
	char link[64], base[PATH_MAX], whole[2 * PATH_MAX + 2];
	ssize_t length;

	if (!path)
		return 0;
	if (path[0] == '/')
		return is_below(path);
	if (dirfd == AT_FDCWD)
		snprintf(link, sizeof link, "/proc/self/cwd");
	else
		snprintf(link, sizeof link, "/proc/self/fd/%d", dirfd);
	length = readlink(link, base, sizeof base - 1);
	if (length < 0)
		return 0;
	base[length] = '\0';
	snprintf(whole, sizeof whole, "%s/%s", base, path);
	return is_below(whole);
}

static int fd_is_below(int fd)
{
	char link[64], path[PATH_MAX];
	ssize_t length;

	snprintf(link, sizeof link, "/proc/self/fd/%d", fd);
	length = readlink(link, path, sizeof path - 1);
	if (length < 0)
		return 0;
	path[length] = '\0';
	return is_below(path);
}

static void note(const char *call, const char *path)
{
	const char *log = getenv("KILL_LOG");
	char line[PATH_MAX + 64];
	int fd, length;

	if (!log)
		return;
	fd = (int)syscall(SYS_openat, AT_FDCWD, log, O_WRONLY | O_CREAT | O_APPEND, 0666);
	if (fd < 0)
		return;
	length = snprintf(line, sizeof line, "%s %s\n", call, path ? path : "-");
	if (syscall(SYS_write, fd, line, (size_t)length) < 0)
		abort();
	syscall(SYS_close, fd);
}

static void count(const char *call, const char *path)
{
	const char *at = getenv("KILL_AT");
	long number = atomic_fetch_add(&counted, 1) + 1;

	note(call, path);
	if (at && number == atol(at)) {
		syscall(SYS_kill, getpid(), SIGKILL);
		/* With several threads another one may take the signal first: nothing goes on here meanwhile. */
		for (;;)
			pause();
	}
}

static void count_fd(const char *call, int fd)
{
	char link[64], path[PATH_MAX];
	ssize_t length;

	if (!fd_is_below(fd))
		return;
	snprintf(link, sizeof link, "/proc/self/fd/%d", fd);
	length = readlink(link, path, sizeof path - 1);
	path[length < 0 ? 0 : length] = '\0';
	count(call, path);
}

static void count_path(const char *call, int dirfd, const char *path)
{
	if (path_is_below(dirfd, path))
		count(call, path);
}

static void *real(const char *name)
{
	void *found = dlsym(RTLD_NEXT, name);
	if (!found)
		abort();
	return found;
}

#define REAL(type, name, ...) ((type (*)(__VA_ARGS__))real(name))

#define ON_FD(type, name, declared, passed, ...)                       \
	type name declared                                             \
	{                                                              \
		count_fd(#name, fd);                                   \
		return REAL(type, #name, __VA_ARGS__) passed;          \
	}

ON_FD(ssize_t, write, (int fd, const void *b, size_t n), (fd, b, n), int, const void *, size_t)
ON_FD(ssize_t, pwrite, (int fd, const void *b, size_t n, off_t o), (fd, b, n, o), int, const void *, size_t, off_t)
ON_FD(ssize_t, pwrite64, (int fd, const void *b, size_t n, off64_t o), (fd, b, n, o), int, const void *, size_t, off64_t)
ON_FD(ssize_t, writev, (int fd, const struct iovec *v, int n), (fd, v, n), int, const struct iovec *, int)
ON_FD(int, fsync, (int fd), (fd), int)
ON_FD(int, fdatasync, (int fd), (fd), int)
ON_FD(int, ftruncate, (int fd, off_t n), (fd, n), int, off_t)
ON_FD(int, ftruncate64, (int fd, off64_t n), (fd, n), int, off64_t)

ssize_t copy_file_range(int in, off64_t *from, int out, off64_t *to, size_t n, unsigned flags)
{
	count_fd("copy_file_range", out);
	return REAL(ssize_t, "copy_file_range", int, off64_t *, int, off64_t *, size_t, unsigned)(in, from, out, to, n, flags);
}

ssize_t sendfile(int out, int in, off_t *from, size_t n)
{
	count_fd("sendfile", out);
	return REAL(ssize_t, "sendfile", int, int, off_t *, size_t)(out, in, from, n);
}

ssize_t sendfile64(int out, int in, off64_t *from, size_t n)
{
	count_fd("sendfile", out);
	return REAL(ssize_t, "sendfile64", int, int, off64_t *, size_t)(out, in, from, n);
}

int rename(const char *a, const char *b)
{
	count_path("rename", AT_FDCWD, b);
	return REAL(int, "rename", const char *, const char *)(a, b);
}

int renameat(int da, const char *a, int db, const char *b)
{
	count_path("rename", db, b);
	return REAL(int, "renameat", int, const char *, int, const char *)(da, a, db, b);
}

int renameat2(int da, const char *a, int db, const char *b, unsigned flags)
{
	count_path("rename", db, b);
	return REAL(int, "renameat2", int, const char *, int, const char *, unsigned)(da, a, db, b, flags);
}

int link(const char *a, const char *b)
{
	count_path("link", AT_FDCWD, b);
	return REAL(int, "link", const char *, const char *)(a, b);
}

int linkat(int da, const char *a, int db, const char *b, int flags)
{
	count_path("link", db, b);
	return REAL(int, "linkat", int, const char *, int, const char *, int)(da, a, db, b, flags);
}

int symlink(const char *a, const char *b)
{
	count_path("symlink", AT_FDCWD, b);
	return REAL(int, "symlink", const char *, const char *)(a, b);
}

int unlink(const char *path)
{
	count_path("unlink", AT_FDCWD, path);
	return REAL(int, "unlink", const char *)(path);
}

int unlinkat(int dirfd, const char *path, int flags)
{
	count_path("unlink", dirfd, path);
	return REAL(int, "unlinkat", int, const char *, int)(dirfd, path, flags);
}

int rmdir(const char *path)
{
	count_path("rmdir", AT_FDCWD, path);
	return REAL(int, "rmdir", const char *)(path);
}

int mkdir(const char *path, mode_t mode)
{
	count_path("mkdir", AT_FDCWD, path);
	return REAL(int, "mkdir", const char *, mode_t)(path, mode);
}

int mkdirat(int dirfd, const char *path, mode_t mode)
{
	count_path("mkdir", dirfd, path);
	return REAL(int, "mkdirat", int, const char *, mode_t)(dirfd, path, mode);
}

static int changes(int flags)
{
	return flags & (O_CREAT | O_TRUNC);
}

#define OPEN(name)                                                             \
	int name(const char *path, int flags, ...)                             \
	{                                                                      \
		mode_t mode = 0;                                               \
		if (flags & O_CREAT) {                                         \
			va_list rest;                                          \
			va_start(rest, flags);                                 \
			mode = va_arg(rest, mode_t);                           \
			va_end(rest);                                          \
		}                                                              \
		if (changes(flags))                                            \
			count_path("open", AT_FDCWD, path);                    \
		return REAL(int, #name, const char *, int, ...)(path, flags, mode); \
	}

#define OPENAT(name)                                                           \
	int name(int dirfd, const char *path, int flags, ...)                  \
	{                                                                      \
		mode_t mode = 0;                                               \
		if (flags & O_CREAT) {                                         \
			va_list rest;                                          \
			va_start(rest, flags);                                 \
			mode = va_arg(rest, mode_t);                           \
			va_end(rest);                                          \
		}                                                              \
		if (changes(flags))                                            \
			count_path("open", dirfd, path);                       \
		return REAL(int, #name, int, const char *, int, ...)(dirfd, path, flags, mode); \
	}

OPEN(open)
OPEN(open64)
OPENAT(openat)
OPENAT(openat64)

int creat(const char *path, mode_t mode)
{
	count_path("open", AT_FDCWD, path);
	return REAL(int, "creat", const char *, mode_t)(path, mode);
}
