#pragma once
#include <stddef.h>
#include <stdint.h>

#ifdef __cplusplus
extern "C" {
#endif

/// ONNX Runtime, loaded from a shared library when the program runs, so that nothing has to be installed to build Gantry.
/// Every function that can fail returns NULL or a value other than 0 and writes the reason, cut to `capacity` bytes, to `message`.

/// The loaded library with its environment. May be used by several threads at once. Never unloaded: the library keeps threads of its own.
typedef struct onnx_runtime onnx_runtime;

/// One session over one model. Used by one thread at a time.
typedef struct onnx_model onnx_model;

enum { ONNX_MAXIMUM_DIMENSIONS = 8 };

/// What a model computed. Owned by the caller until `onnx_output_release`.
typedef struct {
  void *tensor;
  const float *values;
  size_t count;
  int64_t shape[ONNX_MAXIMUM_DIMENSIONS];
  size_t dimensions;
} onnx_output;

/// Loads the library. Needs ONNX Runtime 1.12 or newer.
onnx_runtime *onnx_runtime_open(const char *library, char *message, size_t capacity);
void onnx_runtime_close(onnx_runtime *runtime);

/// Opens a model that runs on `threads` threads, the calling one included. The runtime must outlive the model.
onnx_model *onnx_model_open(onnx_runtime *runtime, const char *path, int threads, char *message, size_t capacity);
void onnx_model_close(onnx_model *model);

/// Runs a model with one float input and takes one float output.
/// `values` holds as many floats as `shape` says and is only read.
int onnx_model_run(onnx_model *model, const char *input, const int64_t *shape, size_t dimensions, const float *values,
                   const char *output, onnx_output *result, char *message, size_t capacity);
void onnx_output_release(onnx_model *model, onnx_output *output);

#ifdef __cplusplus
}
#endif
