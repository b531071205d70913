public import Access
public import ArgumentParser
public import Traffic

// How domain values are written on the command line: as their raw values.
extension Role: ExpressibleByArgument {}
extension LinkUse: ExpressibleByArgument {}
extension SiteID: ExpressibleByArgument {}
extension Site.Kind: ExpressibleByArgument {}
extension CameraID: ExpressibleByArgument {}
extension Camera.Dialect: ExpressibleByArgument {}
