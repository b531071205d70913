#pragma once
#include <stddef.h>
#include <stdint.h>

#ifdef __cplusplus
extern "C" {
#endif

/// A program that runs as a child of this one.
typedef struct {
  int32_t process;
  /// Where its standard output and its standard error are read; the caller closes both.
  int output, complaints;
} child_program;

/// More input than this does not fit into a pipe before somebody reads it.
enum { CHILD_MAXIMUM_INPUT = 32 * 1024 };

/// Starts a program in a process group of its own, so that a Ctrl-C in the terminal does not end it, with an environment of PATH and LC_ALL alone:
/// the caller's may hold secrets, and one variable makes ffmpeg write its arguments to a file. Of the caller's open files the child has none but
/// `lent` (from `child_memory_file`), which is its number 3; -1 lends none.
/// Returns 0, or the number of the error (errno).
int child_start(const char *program, char *const *arguments, const uint8_t *input, size_t input_count, int lent, child_program *result);

/// A file that exists in memory alone and is gone with its last descriptor; -1 where there is no room.
int child_memory_file(void);

#ifdef __cplusplus
}
#endif
