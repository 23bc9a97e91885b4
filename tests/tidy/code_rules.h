// Rules that need the code with its brackets: how long a function is, and what stands around a
// co_await.
#pragma once

#include <string>

#include "tests/tidy/source_text.h"
#include "tests/tidy/tree.h"

namespace lobby::tidy {

constexpr std::size_t max_function_lines = 70;

void check_function_lengths(const std::string& path, const SourceText& text, Findings& findings);

// g++ 12 crashes on `cond ? co_await a : co_await b` and destroys the captures of a lambda inside a
// co_await expression twice; both are banned.
void check_co_await(const std::string& path, const SourceText& text, Findings& findings);

}  // namespace lobby::tidy
