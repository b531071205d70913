import Hummingbird

/// What travels with one request to the public listener: nothing, because nobody signs in here.
struct PublicRequestContext: RequestContext {
  var coreContext: CoreRequestContextStorage

  init(source: ApplicationRequestContextSource) { coreContext = CoreRequestContextStorage(source: source) }
}
