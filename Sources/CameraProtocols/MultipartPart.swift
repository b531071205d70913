import Foundation

/// One part of a multipart body.
struct MultipartPart: Hashable {
  /// The form's field name.
  var name: String?
  var fileName: String?
  /// As the part claims, lower case, without parameters.
  var contentType: String?
  /// Where its content stands in the body.
  var range: Range<Int>
  var content: Data

  /// What the device calls it: the file name, else the field's name.
  var label: String? { fileName ?? name }
}
