import Hummingbird
import Keyholding

/// What travels with one request to a keyholder.
struct KeyholderContext: RequestContext {
  var coreContext: CoreRequestContextStorage
  /// Who signed in; `nil` for a stranger. Set by ``Reception`` alone.
  var judge: PersonName?

  init(source: ApplicationRequestContextSource) {
    coreContext = CoreRequestContextStorage(source: source)
  }
}
