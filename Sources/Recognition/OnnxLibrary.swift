import COnnxRuntime
import Foundation

/// ONNX Runtime as loaded from a shared library. Every model keeps it alive.
///
/// `@unchecked Sendable`: the only state is a pointer that never changes after `init`, and what it points at, the library's environment,
/// is documented by ONNX Runtime as safe to use from several threads at once.
final class OnnxLibrary: @unchecked Sendable {
  let handle: OpaquePointer

  /// - Parameter file: `libonnxruntime.so`, version 1.12 or newer.
  init(file: URL) throws(RecognitionError) {
    guard FileManager.default.fileExists(atPath: file.path) else { throw .missing(what: "ONNX Runtime", path: file.path) }
    var complaint = Complaint()
    guard let handle = onnx_runtime_open(file.path, &complaint.characters, complaint.characters.count) else {
      throw .unusableRuntime(path: file.path, reason: complaint.text)
    }
    self.handle = handle
  }

  deinit { onnx_runtime_close(handle) }
}
