#include "Children.h"

#include <cerrno>
#include <csignal>
#include <fcntl.h>
#include <spawn.h>
#include <sys/mman.h>
#include <unistd.h>

namespace {

/// Descriptors below this are kept free: the child's own are laid there, and laying one onto itself would leave it to be closed.
constexpr int LOWEST = 8;

/// Both ends of a pipe, closed with their owner unless given away.
struct Pipe {
  int ends[2] = {-1, -1};

  int open() {
    if (pipe2(ends, O_CLOEXEC) != 0) return errno;
    for (int &end : ends) {
      if (end >= LOWEST) continue;
      const int lifted = fcntl(end, F_DUPFD_CLOEXEC, LOWEST);
      if (lifted < 0) return errno;
      close(end);
      end = lifted;
    }
    return 0;
  }
  int give(int end) {
    const int given = ends[end];
    ends[end] = -1;
    return given;
  }
  ~Pipe() {
    for (const int end : ends) {
      if (end >= 0) close(end);
    }
  }
};

/// What the child finds as its files 0 to 3.
struct Files {
  posix_spawn_file_actions_t actions;

  Files() { posix_spawn_file_actions_init(&actions); }
  ~Files() { posix_spawn_file_actions_destroy(&actions); }

  int arrange(int input, int output, int complaints, int lent) {
    int problem = posix_spawn_file_actions_adddup2(&actions, input, 0);
    if (problem == 0) problem = posix_spawn_file_actions_adddup2(&actions, output, 1);
    if (problem == 0) problem = posix_spawn_file_actions_adddup2(&actions, complaints, 2);
    if (problem == 0 && lent >= 0) problem = posix_spawn_file_actions_adddup2(&actions, lent, 3);
    if (problem == 0) problem = posix_spawn_file_actions_addclosefrom_np(&actions, lent >= 0 ? 4 : 3);
    return problem;
  }
};

/// A group of its own, no signal held back and none ignored.
struct Manners {
  posix_spawnattr_t attributes;

  Manners() { posix_spawnattr_init(&attributes); }
  ~Manners() { posix_spawnattr_destroy(&attributes); }

  int arrange() {
    sigset_t none, all;
    sigemptyset(&none);
    sigfillset(&all);
    int problem = posix_spawnattr_setsigmask(&attributes, &none);
    if (problem == 0) problem = posix_spawnattr_setsigdefault(&attributes, &all);
    if (problem == 0) problem = posix_spawnattr_setpgroup(&attributes, 0);
    if (problem == 0) problem = posix_spawnattr_setflags(&attributes, POSIX_SPAWN_SETPGROUP | POSIX_SPAWN_SETSIGMASK | POSIX_SPAWN_SETSIGDEF);
    return problem;
  }
};

} // namespace

extern "C" {

int child_start(const char *program, char *const *arguments, const uint8_t *input, size_t input_count, int lent, child_program *result) {
  *result = {0, -1, -1};
  if (input_count > CHILD_MAXIMUM_INPUT) return E2BIG;
  Pipe in, out, complaints;
  int problem = in.open();
  if (problem == 0) problem = out.open();
  if (problem == 0) problem = complaints.open();
  if (problem != 0) return problem;
  // The reading end is still open here, so writing cannot raise SIGPIPE, and an empty pipe has room for all of it, so it cannot block.
  if (input_count > 0 && write(in.ends[1], input, input_count) != ssize_t(input_count)) return EIO;
  Files files;
  Manners manners;
  problem = files.arrange(in.ends[0], out.ends[1], complaints.ends[1], lent);
  if (problem == 0) problem = manners.arrange();
  if (problem != 0) return problem;
  char path[] = "PATH=/usr/local/bin:/usr/bin:/bin", language[] = "LC_ALL=C";
  char *const environment[] = {path, language, nullptr};
  pid_t process = 0;
  problem = posix_spawn(&process, program, &files.actions, &manners.attributes, arguments, environment);
  if (problem != 0) return problem;
  *result = {process, out.give(0), complaints.give(0)};
  return 0;
}

int child_memory_file(void) {
  const int file = memfd_create("clip", MFD_CLOEXEC);
  if (file < 0 || file >= LOWEST) return file;
  const int lifted = fcntl(file, F_DUPFD_CLOEXEC, LOWEST);
  close(file);
  return lifted;
}

} // extern "C"
