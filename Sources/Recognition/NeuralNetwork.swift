import COnnxRuntime
import Foundation

/// One model in one session on one thread. Not to be used by two tasks at once: a lane owns it.
final class NeuralNetwork {
  private let library: OnnxLibrary
  private let handle: OpaquePointer
  /// The file's name, for messages.
  let name: String

  /// - Parameter model: an ONNX file.
  init(library: OnnxLibrary, model: URL) throws(RecognitionError) {
    name = model.lastPathComponent
    guard FileManager.default.fileExists(atPath: model.path) else { throw .missing(what: "a model", path: model.path) }
    var complaint = Complaint()
    guard let handle = onnx_model_open(library.handle, model.path, 1, &complaint.characters, complaint.characters.count) else {
      throw .unusableModel(name: name, reason: complaint.text)
    }
    self.library = library
    self.handle = handle
  }

  deinit { onnx_model_close(handle) }

  /// Runs the model.
  /// - Parameters:
  ///   - input: the name of its input, and `values` of `shape` to put there.
  ///   - output: the name of the output to take.
  ///   - use: is given what came out and its shape; both are gone after it returns.
  func run<Result>(
    input: String, shape: [Int], values: [Float], output: String, use: (UnsafeBufferPointer<Float>, [Int]) throws(RecognitionError) -> Result
  ) throws(RecognitionError) -> Result {
    let dimensions = shape.map(Int64.init)
    guard shape.allSatisfy({ $0 > 0 }), values.count >= shape.reduce(1, *) else {
      throw .unusableModel(name: name, reason: "it was given \(values.count) values for a tensor of shape \(shape)")
    }
    var complaint = Complaint()
    var result = onnx_output()
    let status = onnx_model_run(
      handle, input, dimensions, dimensions.count, values, output, &result, &complaint.characters, complaint.characters.count)
    guard status == 0 else { throw .unusableModel(name: name, reason: complaint.text) }
    defer { onnx_output_release(handle, &result) }
    let sizes = withUnsafeBytes(of: result.shape) { $0.bindMemory(to: Int64.self).prefix(result.dimensions).map(Int.init) }
    return try use(UnsafeBufferPointer(start: result.values, count: result.count), sizes)
  }
}
