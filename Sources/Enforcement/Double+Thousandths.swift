extension Double {
  /// Rounded to thousandths, finer than any meter or clock here states: what remains beyond is the arithmetic's, and must not decide a case
  /// that lies on a threshold.
  var toThousandths: Double { (self * 1000).rounded() / 1000 }
}
