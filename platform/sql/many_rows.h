// Statements over several rows at once: each statement is a trip to the database. A statement is
// kept prepared, so there is one text for each of a few row counts; what a call has fewer is filled
// up with rows that the statement passes by.
// Any thread.
#pragma once

#include <algorithm>
#include <array>
#include <cstddef>
#include <string>

namespace lobby::sql {

inline constexpr std::array<std::size_t, 4> row_counts = {1, 2, 4, 16};
inline constexpr std::size_t rows_max = row_counts.back();

// REQUIRES: rows <= rows_max.
inline std::size_t row_count_for(std::size_t rows) {
  return *std::ranges::lower_bound(row_counts, rows);
}

// "(VALUES (?2, ?3), (?4, ?5), …) AS given" of `rows` rows, whose values are numbered from `first`
// on. Both engines call its columns column1, column2, …
std::string given_rows(std::size_t rows, std::size_t first, std::size_t columns);

// One statement's texts, made once and kept for the program's life, as a literal is.
class ManyRows {
 public:
  // `write` makes the text for a number of rows.
  template <class Write>
  explicit ManyRows(const Write& write) {
    std::ranges::transform(row_counts, texts_.begin(), write);
  }
  // For `rows` rows, filled up to row_count_for(rows).
  const char* text(std::size_t rows) const {
    return texts_[static_cast<std::size_t>(std::ranges::lower_bound(row_counts, rows) -
                                           row_counts.begin())]
        .c_str();
  }

 private:
  std::array<std::string, row_counts.size()> texts_;
};

}  // namespace lobby::sql
