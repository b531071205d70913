import ArgumentParser
import Traffic

/// The options that say where the stop line and the red lamp are in a video camera's picture.
struct VideoMarksOptions: ParsableArguments {
  @Option(
    help: ArgumentHelp("Where vehicles have to stop: both ends of a line, as fractions of the picture's width and height.", valueName: "x1,y1,x2,y2"))
  var stopLine: String?
  @Option(help: ArgumentHelp("Around the red lamp alone: left edge, top edge, width and height, as fractions of the picture.", valueName: "x,y,w,h"))
  var redLamp: String?

  /// What is marked; `nil` where neither option is given.
  var marks: VideoMarks? {
    get throws {
      switch (stopLine, redLamp) {
      case (nil, nil): return nil
      case (let line?, let lamp?):
        let ends = try numbers(line, "--stop-line", example: "0.2,0.6,0.8,0.62")
        let box = try numbers(lamp, "--red-lamp", example: "0.85,0.1,0.02,0.03")
        let marks = VideoMarks(
          stopLine: .init(from: .init(x: ends[0], y: ends[1]), to: .init(x: ends[2], y: ends[3])),
          redLamp: Box(x: box[0], y: box[1], width: box[2], height: box[3]))
        if let fault = marks.fault { throw ValidationError("\(fault).") }
        return marks
      default: throw ValidationError("--stop-line and --red-lamp belong together: a crossing is one only while the lamp is red.")
      }
    }
  }

  private func numbers(_ text: String, _ option: String, example: String) throws -> [Double] {
    let numbers = text.split(separator: ",", omittingEmptySubsequences: false).compactMap { Double($0) }
    guard numbers.count == 4, text.split(separator: ",", omittingEmptySubsequences: false).count == 4, numbers.allSatisfy(\.isFinite) else {
      throw ValidationError("\(option) takes four numbers from 0 to 1 with commas between them, such as \(example).")
    }
    return numbers
  }
}
