import Foundation
import Traffic

/// The page on which stop line and red lamp are drawn on a video camera's picture.
struct MarksPage: Sendable {
  var id: String
  var name: String
  var siteName: String
  /// Host of the stream and nothing else of its address.
  var host: String?
  var watch: WatchState
  var problem: Layout.Note?
  var hasMarks: Bool
  var fields: [Field]

  /// One number of the form.
  struct Field: Sendable {
    var name: String
    var label: String
    var value: String
  }

  /// - Parameters:
  ///   - form: what was sent and could not be stored, to be put right; `nil` shows what is stored.
  ///   - host: of the stream.
  init(_ camera: Camera, host: String?, watch: WatchState, surroundings: Surroundings, form: MarksForm? = nil, problem: String? = nil) {
    id = camera.id.rawValue
    name = camera.name
    siteName = surroundings.siteName(camera.site)
    self.host = host
    self.watch = watch
    self.problem = problem.map { Layout.Note(text: $0) }
    hasMarks = camera.video?.marks != nil
    fields = (form ?? MarksForm(camera.video?.marks)).fields
  }
}
