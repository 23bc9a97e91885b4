// A4: the house above, what is booked beside the code to scan, then what it costs, what cancelling
// costs and what the house owes.
#include <algorithm>
#include <string>

#include "platform/letter/layouts.h"

namespace lobby::letter {
namespace {

using port::Letter;

constexpr std::uint32_t ink = 0x14'18'1F;
constexpr std::uint32_t grey = 0x47'50'63;
constexpr std::uint32_t line = 0xC3'C9'D2;
constexpr std::uint32_t sand = 0xF9'F3'E6;
constexpr double gap = 8.5;      // between sections
constexpr double row_gap = 2.6;  // between the rows of a table
constexpr Type body{.size = 9.5};
constexpr Type small{.size = 8.5, .colour = grey};
constexpr Type heading{.size = 12, .bold = true};

void put_head(Sheet& sheet, const Letter& letter) {
  const double top = sheet.y;
  sheet.tagged("P", [&] {
    const Type phone{.size = 9, .colour = grey, .side = Side::right};
    sheet.y += sheet.text({sheet.left(), top, sheet.width() * 0.7}, letter.hotel,
                          {.size = 20, .bold = true, .colour = letter.accent});
    sheet.text({sheet.left() + sheet.width() * 0.6, top + 12.5, sheet.width() * 0.4}, letter.phone,
               phone);
  });
  sheet.block("P", letter.tagline, small);
  sheet.y += 6;
  sheet.rule(sheet.y, 1.5, letter.accent);
  sheet.y += 9;
  sheet.block("H1", letter.title,
              {.size = 20, .bold = true, .colour = letter.confirmed ? letter.accent : ink});
  sheet.block("P", letter.status, {.size = 11, .bold = !letter.confirmed}, 8);
}

// The code to scan, with what it is and the code to read under it; returns its lower end.
double put_code(Sheet& sheet, const Letter& letter, const Spot& card) {
  constexpr double side = 43 * mm;
  constexpr double pad = 10;  // more than four modules of the 45 or so that a ticket has
  double y = card.y + pad;
  sheet.tagged("Figure", [&] { sheet.qr({card.x + (card.width - side) / 2, y, side}, letter.qr); });
  y += side + pad;
  sheet.tagged("P", [&] {
    const Type centred{.size = 8.5, .colour = grey, .side = Side::centre};
    y += sheet.text({card.x, y, card.width}, letter.qr_label, centred);
  });
  return y;
}

void put_facts(Sheet& sheet, const Letter& letter, double width) {
  constexpr double label_width = 84;
  sheet.tagged("P", [&] {
    sheet.y += sheet.text({sheet.left(), sheet.y, width}, letter.code_label, small);
    sheet.y += sheet.text({sheet.left(), sheet.y - 3, width}, letter.code,
                          {.size = 22, .bold = true, .colour = letter.accent});
  });
  sheet.y += 4;
  sheet.tagged("Table", [&] {
    for (const port::LetterFact& fact : letter.facts) {
      sheet.tagged("TR", [&] {
        double height = 0;
        sheet.tagged("TH", [&] {
          height = sheet.text({sheet.left(), sheet.y + 1, label_width - 8}, fact.label,
                              {.size = 9, .colour = grey});
        });
        sheet.tagged("TD", [&] {
          height = std::max(height,
                            sheet.text({sheet.left() + label_width, sheet.y, width - label_width},
                                       fact.value, {.size = 10}));
        });
        sheet.y += height + row_gap;
      });
    }
  });
}

void put_booking(Sheet& sheet, const Letter& letter) {
  constexpr double card_width = 58 * mm;
  const double top = sheet.y;
  put_facts(sheet, letter, sheet.width() - card_width - 12);
  const double code_end = put_code(sheet, letter, {sheet.right() - card_width, top, card_width});
  sheet.y = std::max(sheet.y, code_end) + gap;
}

// A title that does not stand alone at the end of a page.
void put_title(Sheet& sheet, const std::string& title, double with) {
  sheet.need(sheet.height_of(title, sheet.width(), heading) + with);
  sheet.block("H2", title, heading, 3);
}

void put_list(Sheet& sheet, const port::LetterList& list) {
  if (list.lines.empty()) {
    return;
  }
  constexpr double indent = 12;
  const double width = sheet.width() - indent;
  put_title(sheet, list.title, sheet.height_of(list.lines.front(), width, body));
  sheet.tagged("L", [&] {
    for (const std::string& item : list.lines) {
      sheet.need(sheet.height_of(item, width, body));
      sheet.tagged("LI", [&] {
        sheet.tagged("Lbl", [&] { sheet.text({sheet.left() + 1, sheet.y, indent}, "•", body); });
        sheet.tagged("LBody", [&] {
          sheet.y += sheet.text({sheet.left() + indent, sheet.y, width}, item, body);
        });
      });
      sheet.y += 1.5;
    }
  });
  sheet.y += gap;
}

void put_price(Sheet& sheet, const port::LetterPrice& price, const Type& type) {
  const double width = sheet.width();
  const double what = price.how.empty() ? 0.78 * width : 0.46 * width;
  const Type right{type.size, type.bold, type.colour, Side::right};
  const double height = std::max(sheet.height_of(price.what, what, type),
                                 sheet.height_of(price.how, 0.32 * width, type));
  sheet.need(height + row_gap);
  sheet.tagged("TR", [&] {
    sheet.tagged("TH", [&] { sheet.text({sheet.left(), sheet.y, what}, price.what, type); });
    if (!price.how.empty()) {
      const Type how{type.size, false, grey};
      sheet.tagged("TD", [&] {
        sheet.text({sheet.left() + 0.48 * width, sheet.y, 0.32 * width}, price.how, how);
      });
    }
    sheet.tagged("TD", [&] {
      sheet.text({sheet.left() + 0.8 * width, sheet.y, 0.2 * width}, price.amount, right);
    });
  });
  sheet.y += height + row_gap;
}

void put_prices(Sheet& sheet, const Letter& letter) {
  if (letter.prices.empty()) {
    return;
  }
  put_title(sheet, letter.prices_title, 16);
  sheet.tagged("Table", [&] {
    for (const port::LetterPrice& price : letter.prices) {
      put_price(sheet, price, body);
      sheet.rule(sheet.y - row_gap / 2, 0.4, line);
    }
    sheet.need(24);
    sheet.y += 2;
    put_price(sheet, {letter.total_label, {}, letter.total}, {.size = 12.5, .bold = true});
  });
  sheet.y += gap;
}

void put_tiers(Sheet& sheet, const Letter& letter) {
  if (letter.tiers.empty()) {
    return;
  }
  put_title(sheet, letter.tiers_title, 16);
  const double half = sheet.width() * 0.46;
  sheet.tagged("Table", [&] {
    for (const port::LetterTier& tier : letter.tiers) {
      const double height =
          std::max(sheet.height_of(tier.until, half, body), sheet.height_of(tier.cost, half, body));
      sheet.need(height + row_gap);
      sheet.tagged("TR", [&] {
        sheet.tagged("TH", [&] { sheet.text({sheet.left(), sheet.y, half}, tier.until, body); });
        sheet.tagged("TD", [&] {
          sheet.text({sheet.left() + 0.48 * sheet.width(), sheet.y, 0.52 * sheet.width()},
                     tier.cost, {.size = 9.5, .bold = true});
        });
      });
      sheet.y += height + row_gap;
    }
  });
  sheet.block("P", letter.change_rule, {.size = 9.5, .colour = grey});
  sheet.y += gap;
}

void put_breach(Sheet& sheet, const Letter& letter) {
  if (letter.breach.lines.empty()) {
    return;
  }
  constexpr double pad = 7;
  const double width = sheet.width() - 2 * pad;
  double height = 2 * pad + sheet.height_of(letter.breach.title, width, heading);
  for (const std::string& text : letter.breach.lines) {
    height += sheet.height_of(text, width, body);
  }
  sheet.need(height);
  sheet.box({sheet.left(), sheet.y, sheet.width()}, height, sand);
  sheet.y += pad;
  sheet.tagged("H2", [&] {
    sheet.y += sheet.text({sheet.left() + pad, sheet.y, width}, letter.breach.title, heading);
  });
  for (const std::string& text : letter.breach.lines) {
    sheet.tagged("P",
                 [&] { sheet.y += sheet.text({sheet.left() + pad, sheet.y, width}, text, body); });
  }
  sheet.y += pad + gap;
}

void put_foot(Sheet& sheet, const Letter& letter, int pages) {
  const double y = sheet.bottom() + 8;
  const Type right{.size = 8.5, .colour = grey, .side = Side::right};
  sheet.rule(y, 0.6, line);
  sheet.tagged("P", [&] {
    sheet.text({sheet.left(), y + 5, sheet.width() * 0.7}, letter.printed, small);
    sheet.text({sheet.left() + sheet.width() * 0.7, y + 5, sheet.width() * 0.3},
               letter.code + "   " + std::to_string(sheet.page()) + " / " + std::to_string(pages),
               right);
  });
}

}  // namespace

void set_page(Sheet& sheet, const Letter& letter, int pages) {
  sheet.set_foot([&sheet, &letter, pages] { put_foot(sheet, letter, pages); });
  sheet.tagged("Document", [&] {
    put_head(sheet, letter);
    put_booking(sheet, letter);
    put_list(sheet, letter.contents);
    put_prices(sheet, letter);
    put_tiers(sheet, letter);
    put_breach(sheet, letter);
    put_list(sheet, letter.next);
    sheet.end_page();
  });
}

}  // namespace lobby::letter
