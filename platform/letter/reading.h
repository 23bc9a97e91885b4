// What Cairo cannot say of a PDF and a reading program needs: the language of the text, that its
// window shows the title, and words for the picture of the code. Private to this folder.
#pragma once

#include <string>

#include "core/base/result.h"

namespace lobby::letter {

struct Reading {
  std::string language;     // BCP 47
  std::string figure_text;  // UTF-8; said in place of every figure
};

// `pdf` with these, as an incremental update (ISO 32000-1 §7.5.6): Cairo's bytes stay as they are,
// changed objects follow with a table of their own.
// REQUIRES: a PDF 1.4 of Cairo's, whose objects are plain and whose table is one section.
// Errors: internal, where it is not such a file.
Result<std::string> with_reading(std::string pdf, const Reading& reading);

}  // namespace lobby::letter
