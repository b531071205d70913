/// Pictures of a plate's passing over the line, kept until it is known whether it was a crossing: a vehicle that creeps takes longer than frames are
/// kept.
struct PassingStills {
  var passing: LinePassage.Passing
  var before: VideoFrame
  var onLine: VideoFrame
}
