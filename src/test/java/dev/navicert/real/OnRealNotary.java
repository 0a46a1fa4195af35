package dev.navicert.real;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.junit.jupiter.api.extension.ExtendWith;

/** Tests that need {@code notary} and {@code notary-server}, and perhaps more. */
@Target(ElementType.TYPE)
@Retention(RetentionPolicy.RUNTIME)
@ExtendWith(RealNotaryCondition.class)
public @interface OnRealNotary {
    /** Debian's packages that are needed too, each of which brings a program of its name. */
    String[] and() default {};
}
