// port::LetterWriter with Cairo and Pango: a tagged PDF with title and language, set in Noto Sans
// CJK. Everything happens in memory; nothing is written to a file.
// Any thread; one object on one thread at a time.
#pragma once

#include "core/port/letter.h"

namespace lobby::letter {

class Writer final : public port::LetterWriter {
 public:
  Result<port::LetterDocument> write(const port::Letter& letter, port::Paper paper) override;
};

}  // namespace lobby::letter
