// All widgets at once, for screens. UI thread.
#pragma once

#include "app/ui/bars.h"
#include "app/ui/buttons.h"
#include "app/ui/calendar.h"
#include "app/ui/cards.h"
#include "app/ui/choices.h"
#include "app/ui/field.h"
#include "app/ui/keyboard.h"
#include "app/ui/layout.h"
#include "app/ui/notices.h"
#include "app/ui/overlays.h"
#include "app/ui/pager.h"
#include "app/ui/prices.h"
#include "app/ui/stepper.h"
