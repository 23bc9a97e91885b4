// The layer table of the project as a check on includes.
#pragma once

#include "tests/tidy/source_text.h"
#include "tests/tidy/tree.h"

namespace lobby::tidy {

// Adds a finding for each include of `path` that points up a layer or across adapters, or that
// names a third-party header outside the folder that owns the library.
void check_includes(const std::string& path, const SourceText& text, Findings& findings);

}  // namespace lobby::tidy
