#include "OnnxRuntime.h"

#include <dlfcn.h>
#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>

// ONNX Runtime's C API is a table of function pointers to which versions only ever append (onnxruntime_c_api.h, struct OrtApi).
// Gantry needs these places of it; their numbers are part of the ABI and the same in every version since 1.0.
enum slot {
  SLOT_GET_ERROR_MESSAGE = 2,
  SLOT_CREATE_ENV = 3,
  SLOT_CREATE_SESSION = 7,
  SLOT_RUN = 9,
  SLOT_CREATE_SESSION_OPTIONS = 10,
  SLOT_SET_GRAPH_OPTIMIZATION_LEVEL = 23,
  SLOT_SET_INTRA_OP_THREADS = 24,
  SLOT_SET_INTER_OP_THREADS = 25,
  SLOT_CREATE_TENSOR_WITH_DATA = 49,
  SLOT_GET_TENSOR_DATA = 51,
  SLOT_GET_ELEMENT_TYPE = 60,
  SLOT_GET_DIMENSIONS_COUNT = 61,
  SLOT_GET_DIMENSIONS = 62,
  SLOT_GET_TYPE_AND_SHAPE = 65,
  SLOT_CREATE_CPU_MEMORY_INFO = 69,
  SLOT_RELEASE_ENV = 92,
  SLOT_RELEASE_STATUS = 93,
  SLOT_RELEASE_MEMORY_INFO = 94,
  SLOT_RELEASE_SESSION = 95,
  SLOT_RELEASE_VALUE = 96,
  SLOT_RELEASE_TYPE_AND_SHAPE = 99,
  SLOT_RELEASE_SESSION_OPTIONS = 100,
};

enum { API_VERSION = 12, LOG_ERRORS_ONLY = 3, ARENA_ALLOCATOR = 1, DEFAULT_MEMORY = 0, ELEMENT_FLOAT = 1, ALL_OPTIMIZATIONS = 99 };

typedef struct {
  const void *(*get_api)(uint32_t version);
  const char *(*get_version)(void);
} api_base;

struct onnx_runtime {
  void *const *api;
  void *environment;
  void *memory;
};

struct onnx_model {
  onnx_runtime *runtime;
  void *session;
};

typedef struct {
  char *text;
  size_t capacity;
} complaint;

static void complain(complaint to, const char *what) {
  if (to.capacity > 0) snprintf(to.text, to.capacity, "%s", what != NULL ? what : "no reason given");
}

static void release(void *const *api, enum slot slot, void *object) {
  if (object != NULL) ((void (*)(void *))api[slot])(object);
}

// A status is NULL where all went well; otherwise it carries the reason and is ours to release.
static bool failed(void *const *api, void *status, complaint to) {
  if (status == NULL) return false;
  complain(to, ((const char *(*)(const void *))api[SLOT_GET_ERROR_MESSAGE])(status));
  release(api, SLOT_RELEASE_STATUS, status);
  return true;
}

static void *const *load_api(const char *library, complaint to) {
  void *handle = dlopen(library, RTLD_NOW | RTLD_LOCAL);
  if (handle == NULL) {
    complain(to, dlerror());
    return NULL;
  }
  const api_base *(*base)(void) = (const api_base *(*)(void))dlsym(handle, "OrtGetApiBase");
  if (base == NULL) {
    complain(to, "the library has no OrtGetApiBase: it is not ONNX Runtime");
    dlclose(handle);
    return NULL;
  }
  void *const *api = base()->get_api(API_VERSION);
  if (api == NULL) complain(to, "the library is older than ONNX Runtime 1.12");
  return api;
}

onnx_runtime *onnx_runtime_open(const char *library, char *message, size_t capacity) {
  complaint to = {message, capacity};
  void *const *api = load_api(library, to);
  if (api == NULL) return NULL;
  onnx_runtime *runtime = calloc(1, sizeof *runtime);
  if (runtime == NULL) {
    complain(to, "out of memory");
    return NULL;
  }
  runtime->api = api;
  void *status = ((void *(*)(int, const char *, void **))api[SLOT_CREATE_ENV])(LOG_ERRORS_ONLY, "gantry", &runtime->environment);
  if (!failed(api, status, to)) {
    status = ((void *(*)(int, int, void **))api[SLOT_CREATE_CPU_MEMORY_INFO])(ARENA_ALLOCATOR, DEFAULT_MEMORY, &runtime->memory);
    if (!failed(api, status, to)) return runtime;
  }
  onnx_runtime_close(runtime);
  return NULL;
}

void onnx_runtime_close(onnx_runtime *runtime) {
  if (runtime == NULL) return;
  release(runtime->api, SLOT_RELEASE_MEMORY_INFO, runtime->memory);
  release(runtime->api, SLOT_RELEASE_ENV, runtime->environment);
  free(runtime);
}

// A session on one thread has no pool whose threads wait in circles; what runs in parallel is the pictures.
static void *session_options(void *const *api, int threads, complaint to) {
  void *options = NULL;
  if (failed(api, ((void *(*)(void **))api[SLOT_CREATE_SESSION_OPTIONS])(&options), to)) return NULL;
  void *(*set_intra)(void *, int) = (void *(*)(void *, int))api[SLOT_SET_INTRA_OP_THREADS];
  void *(*set_inter)(void *, int) = (void *(*)(void *, int))api[SLOT_SET_INTER_OP_THREADS];
  void *(*set_level)(void *, int) = (void *(*)(void *, int))api[SLOT_SET_GRAPH_OPTIMIZATION_LEVEL];
  if (failed(api, set_intra(options, threads), to) || failed(api, set_inter(options, 1), to) ||
      failed(api, set_level(options, ALL_OPTIMIZATIONS), to)) {
    release(api, SLOT_RELEASE_SESSION_OPTIONS, options);
    return NULL;
  }
  return options;
}

onnx_model *onnx_model_open(onnx_runtime *runtime, const char *path, int threads, char *message, size_t capacity) {
  complaint to = {message, capacity};
  void *const *api = runtime->api;
  void *options = session_options(api, threads, to);
  if (options == NULL) return NULL;
  void *(*create)(const void *, const char *, const void *, void **) =
      (void *(*)(const void *, const char *, const void *, void **))api[SLOT_CREATE_SESSION];
  void *session = NULL;
  bool isBroken = failed(api, create(runtime->environment, path, options, &session), to);
  release(api, SLOT_RELEASE_SESSION_OPTIONS, options);
  if (isBroken) return NULL;
  onnx_model *model = calloc(1, sizeof *model);
  if (model == NULL) {
    complain(to, "out of memory");
    release(api, SLOT_RELEASE_SESSION, session);
    return NULL;
  }
  model->runtime = runtime;
  model->session = session;
  return model;
}

void onnx_model_close(onnx_model *model) {
  if (model == NULL) return;
  release(model->runtime->api, SLOT_RELEASE_SESSION, model->session);
  free(model);
}

static bool read_shape(void *const *api, void *info, onnx_output *result, complaint to) {
  int type = 0;
  if (failed(api, ((void *(*)(const void *, int *))api[SLOT_GET_ELEMENT_TYPE])(info, &type), to)) return false;
  if (failed(api, ((void *(*)(const void *, size_t *))api[SLOT_GET_DIMENSIONS_COUNT])(info, &result->dimensions), to)) return false;
  if (type != ELEMENT_FLOAT || result->dimensions > ONNX_MAXIMUM_DIMENSIONS) {
    complain(to, "the output is not a tensor of floats with at most eight dimensions");
    return false;
  }
  void *(*dimensions)(const void *, int64_t *, size_t) = (void *(*)(const void *, int64_t *, size_t))api[SLOT_GET_DIMENSIONS];
  if (failed(api, dimensions(info, result->shape, result->dimensions), to)) return false;
  result->count = 1;
  for (size_t i = 0; i < result->dimensions; i++) result->count *= result->shape[i] > 0 ? (size_t)result->shape[i] : 0;
  return true;
}

static bool describe(void *const *api, onnx_output *result, complaint to) {
  void *info = NULL;
  if (failed(api, ((void *(*)(const void *, void **))api[SLOT_GET_TYPE_AND_SHAPE])(result->tensor, &info), to)) return false;
  bool isRead = read_shape(api, info, result, to);
  release(api, SLOT_RELEASE_TYPE_AND_SHAPE, info);
  if (!isRead) return false;
  void *data = NULL;
  if (failed(api, ((void *(*)(void *, void **))api[SLOT_GET_TENSOR_DATA])(result->tensor, &data), to)) return false;
  result->values = data;
  return true;
}

// The library goes by the number of bytes it is told, so a size that wraps around would have it read past the values.
static bool count_values(const int64_t *shape, size_t dimensions, size_t *count) {
  *count = 1;
  for (size_t i = 0; i < dimensions; i++) {
    if (shape[i] <= 0 || __builtin_mul_overflow(*count, (size_t)shape[i], count)) return false;
  }
  return *count <= SIZE_MAX / sizeof(float);
}

int onnx_model_run(onnx_model *model, const char *input, const int64_t *shape, size_t dimensions, const float *values,
                   const char *output, onnx_output *result, char *message, size_t capacity) {
  complaint to = {message, capacity};
  void *const *api = model->runtime->api;
  *result = (onnx_output){0};
  size_t count = 0;
  if (!count_values(shape, dimensions, &count)) {
    complain(to, "every dimension of the input must be above 0, and all of it must fit into memory");
    return -1;
  }

  void *(*tensor)(const void *, void *, size_t, const int64_t *, size_t, int, void **) =
      (void *(*)(const void *, void *, size_t, const int64_t *, size_t, int, void **))api[SLOT_CREATE_TENSOR_WITH_DATA];
  void *(*run)(void *, const void *, const char *const *, const void *const *, size_t, const char *const *, size_t, void **) =
      (void *(*)(void *, const void *, const char *const *, const void *const *, size_t, const char *const *, size_t, void **))api[SLOT_RUN];

  // The library only reads what it is given as input; its signature just does not say so.
  void *given = NULL;
  void *status = tensor(model->runtime->memory, (void *)values, count * sizeof(float), shape, dimensions, ELEMENT_FLOAT, &given);
  if (failed(api, status, to)) return -1;
  const void *inputs[] = {given};
  bool isBroken = failed(api, run(model->session, NULL, &input, inputs, 1, &output, 1, &result->tensor), to);
  release(api, SLOT_RELEASE_VALUE, given);
  if (!isBroken && describe(api, result, to)) return 0;
  onnx_output_release(model, result);
  return -1;
}

void onnx_output_release(onnx_model *model, onnx_output *output) {
  release(model->runtime->api, SLOT_RELEASE_VALUE, output->tensor);
  *output = (onnx_output){0};
}
